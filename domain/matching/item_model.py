"""Which sessions go with which: by who chose them together and by what they say, as one closed-form linear model.

For each session the model is the ridge regression of who chose it on who chose the others. The words of the sessions
stand beneath the choices as if each word were one more person, who chose the sessions it occurs in: so sessions nobody
chose yet have neighbours, too, and where nobody has chosen anything the text alone decides.

Source: Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019; Jeunen, Van Balen, Goethals,
"Closed-Form Models for Collaborative Filtering with Side-Information", RecSys 2020.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack
from scipy.sparse import csr_matrix, diags

from domain.matching.choice_index import ChoiceIndex
from domain.matching.evidence import Pairs

Matrix = NDArray[np.float32]
Together = tuple[csr_matrix, csr_matrix]
MOST_MODELLED = 8_000  # their matrix has 256 MB; further sessions are predicted, and predict nothing


@dataclass(frozen=True)
class Strengths:
    """How strong the text and the regularisation are, in multiples of the people a session has on average."""

    text: float = 2.0
    ridge: float = 30.0


@dataclass(frozen=True)
class Grams:
    """What a model is fitted to: `choices`, people × sessions, and `text`, sessions × terms.

    A choice among n weighs 1 / √n, for it says less, in multiples of `mean_weight`, so that the mean choice weighs 1.

    `modelled` are the sessions that predict. `unit` is how many people one of them has, and at least one: text and
    ridge are in proportion to it, so that no event needs numbers of its own.
    """

    choices: csr_matrix
    text: csr_matrix
    modelled: NDArray[np.intp]
    unit: float
    mean_weight: float


@dataclass(frozen=True)
class ItemModel:
    """`inverse` is of the gram matrix of choices and text with the ridge, modelled × modelled; `own` its diagonal.

    `of_choices` is what of a session's prediction from itself is by choices, which a history's own sessions must lose.
    """

    grams: Grams
    strengths: Strengths
    inverse: Matrix
    own: Matrix
    of_choices: Matrix

    def predict(self, histories: csr_matrix) -> tuple[Pairs, Pairs]:
        """What choices say and what text says: people × sessions each, near 0 for nothing, some below.

        The first are products with who chose what, the second is what is missing to the whole prediction: with G the
        gram matrix of choices, K that of text and P the inverse, P = (1 − P(G + K)) / ridge. A session of a history is
        predicted from the others. Time grows with (choices + people) × sessions.
        """
        grams, known = self.grams, histories[:, self.grams.modelled].astype(np.float32)
        pulls = known @ self.inverse if known.nnz else np.zeros(known.shape, dtype=np.float32)
        by_choices = _dense((pulls @ grams.choices[:, grams.modelled].T) @ grams.choices)
        by_text = self.strengths.text * grams.unit * self._by_text(pulls)
        ridge = self.strengths.ridge * grams.unit
        itself = known.toarray()
        inner = (by_choices[:, grams.modelled] - itself * self.of_choices) / (ridge * self.own)
        by_text[:, grams.modelled] = itself - pulls / self.own - inner
        by_choices[:, grams.modelled] = inner
        return by_choices, by_text

    def _by_text(self, pulls: Matrix) -> Matrix:
        """Of the sessions that are not modelled: their columns are right, and those of the others are not used."""
        grams = self.grams
        if len(grams.modelled) == grams.text.shape[0]:
            return np.zeros((len(pulls), len(grams.modelled)), dtype=np.float32)
        return _dense((pulls @ grams.text[grams.modelled]) @ grams.text.T)


def prepare_grams(choices: ChoiceIndex, text: csr_matrix) -> Grams:
    """Weigh the choices; `text` is sessions × terms, with rows of length 1 or 0."""
    lengths = np.diff(choices.chosen.indptr)
    mean_weight = float(np.sqrt(lengths).sum() / max(1, lengths.sum())) or 1.0
    weighted = (diags(np.sqrt(weights_of(lengths, mean_weight))) @ choices.chosen).astype(np.float32).tocsr()
    modelled = np.sort(np.argsort(-choices.counts, kind="stable")[:MOST_MODELLED])
    unit = float((weighted.data**2).sum()) / max(1, len(modelled))
    return Grams(weighted, text, modelled, max(1.0, unit), mean_weight)


def weights_of(lengths: NDArray[np.integer[Any]], mean_weight: float) -> Matrix:
    """What each choice weighs of people with so many."""
    weights: Matrix = (np.maximum(1, lengths) ** -0.5 / mean_weight).astype(np.float32)
    return weights


def fit(grams: Grams, strengths: Strengths, together: Together | None = None) -> ItemModel:
    """Closed form. Time grows with the cube of the modelled sessions: 0.1 s for a thousand, 3 s for six thousand.

    `together` is `how_they_go_together(grams)`, for who fits several times.
    """
    choices = grams.choices[:, grams.modelled]
    by_choices, by_text = together or how_they_go_together(grams)
    gram = by_text.toarray()
    gram *= strengths.text * grams.unit
    gram += by_choices.toarray()
    gram[np.diag_indices_from(gram)] += strengths.ridge * grams.unit
    inverse = _inverse(gram) if len(gram) else gram
    of_choices = np.asarray(choices.multiply((inverse @ choices.T).T).sum(axis=0), dtype=np.float32).ravel()
    return ItemModel(grams, strengths, inverse, inverse.diagonal().copy(), of_choices)


def how_they_go_together(grams: Grams) -> Together:
    """The gram matrices of choices and of text."""
    choices, text = grams.choices[:, grams.modelled], grams.text[grams.modelled]
    return choices.T @ choices, text @ text.T


def _inverse(gram: Matrix) -> Matrix:
    """Of a positive definite matrix, which is overwritten: by Cholesky, in half the time of any other."""
    triangle, _ = lapack.spotrf(gram.T, lower=1, clean=1, overwrite_a=1)
    inverse, _ = lapack.spotri(triangle, lower=1, overwrite_c=1)
    lower: Matrix = inverse
    for start in range(0, len(lower), 512):  # in strips, for a whole copy would be as large as the matrix
        strip = slice(start, start + 512)
        lower[strip, start:] = np.tril(lower[start:, strip]).T
        block = lower[strip, strip]
        lower[strip, strip] = np.triu(block) + np.triu(block, 1).T
    return lower.T  # the same, its rows one after the other


def _dense(product: Matrix) -> Matrix:
    return np.asarray(product, dtype=np.float32)
