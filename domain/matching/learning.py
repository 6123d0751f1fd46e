"""What the choices of all people teach: how sessions go together, and how much to trust which evidence.

Nothing here was fitted to some data set. What could be is chosen for each event by its own choices: how strong text is
beside them, and how much profiles, histories and popularity deserve. A candidate must beat what is assumed otherwise
beyond chance, so that an event with few choices keeps the assumption. How: docs/matching.md.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.choice_index import ChoiceIndex, restricted
from domain.matching.evidence import Pairs
from domain.matching.held_out import held_out
from domain.matching.history_evidence import popularity_evidence, prior_of, scaled, typical_of_people
from domain.matching.item_model import Grams, ItemModel, Strengths, Together, fit, how_they_go_together, prepare_grams

K = TypeVar("K", bound=Hashable)
ProfilesOf = Callable[[NDArray[np.intp]], Pairs]
ASSUMED = Strengths()
CANDIDATES = tuple(Strengths(text, ridge) for text, ridge in ((0.0, 30.0), (0.5, 30.0), (8.0, 30.0), (2.0, 200.0)))
MOST_TRIED_SESSIONS = 2_000  # the most chosen ones: trials on them take a fiftieth of the time
MOST_TRIED_PEOPLE = 500
LEAST_TRIED_PEOPLE = 20  # with two choices each; fewer prove nothing
STANDARD_ERRORS = 2.0


@dataclass(frozen=True)
class Weights:
    """How many times its prior weight each kind of evidence deserves."""

    profile: float = 1.0
    history: float = 1.0
    popularity: float = 1.0


WEIGHTS = Weights()
TRIED_WEIGHTS = {"popularity": (0.0, 4.0, 16.0, 64.0), "profile": (0.25, 0.5), "history": (0.25, 2.0)}


@dataclass(frozen=True)
class Learned:
    """`typical` is the prediction that what people chose has in the middle, had they not told of it."""

    model: ItemModel
    typical: float
    weights: Weights


@dataclass(frozen=True)
class Trial:
    """People and sessions to try candidates on: `chosen` is people × sessions, `rows` where they are in the choices."""

    grams: Grams
    chosen: csr_matrix
    rows: NDArray[np.intp]
    together: Together

    def predict(self, strengths: Strengths) -> Pairs:
        """People × sessions, each choice as if it had not been made."""
        return held_out(fit(self.grams, strengths, self.together), self.chosen)


@dataclass(frozen=True)
class Tried:
    """The evidence of people × sessions of a trial, before it is weighed."""

    profile: Pairs
    history: Pairs
    popularity: Pairs
    lengths: NDArray[np.intp]

    def weighed(self, weights: Weights) -> Pairs:
        prior = prior_of(self.lengths, weights.popularity)
        weighed: Pairs = weights.profile * self.profile + weights.history * self.history + prior * self.popularity
        return weighed


def learn(choices: ChoiceIndex, text: csr_matrix, profiles: ProfilesOf | None = None) -> Learned:
    """Closed form, and the same for the same choices; `text` is sessions × terms.

    `profiles` gives the evidence of the profiles of some people, by their rows in the choices: rows × sessions.
    Time: see `fit`, and a second.
    """
    most_chosen = np.sort(np.argsort(-choices.counts, kind="stable")[:MOST_TRIED_SESSIONS])
    trial = _trial(prepare_grams(restricted(choices, most_chosen), text[most_chosen]))
    if len(trial.rows) < LEAST_TRIED_PEOPLE:
        return Learned(fit(prepare_grams(choices, text), ASSUMED), _typical(ASSUMED, np.empty(0)), WEIGHTS)
    predicted = {strengths: trial.predict(strengths) for strengths in (ASSUMED, *CANDIDATES)}
    strengths = _best(trial, ASSUMED, predicted)
    typical = _typical(strengths, predicted[strengths][trial.chosen.nonzero()])
    tried = Tried(
        profile=profiles(trial.rows)[:, most_chosen] if profiles else np.zeros((1, 1), dtype=np.float32),
        history=scaled(predicted[strengths], typical_of_people(predicted[strengths], trial.chosen, typical)),
        popularity=popularity_evidence(choices.counts[most_chosen] - trial.chosen.toarray()),
        lengths=np.diff(choices.chosen.indptr)[trial.rows] - 1,
    )
    return Learned(fit(prepare_grams(choices, text), strengths), typical, _best_weights(trial, tried))


def _trial(grams: Grams) -> Trial:
    """Of people with two choices and more, for the others tell nothing of what goes with what."""
    rows = np.flatnonzero(np.diff(grams.choices.indptr) > 1)
    rows = np.sort(np.random.default_rng(0).permutation(rows)[:MOST_TRIED_PEOPLE])
    return Trial(grams, grams.choices[rows].sign().tocsr(), rows, how_they_go_together(grams))


def _typical(strengths: Strengths, predictions: NDArray[np.floating]) -> float:
    """The middle, but at least what one person's two choices say of each other where sessions have one person each."""
    return max(1 / strengths.ridge, float(np.median(predictions)) if len(predictions) else 0.0)


def _best_weights(trial: Trial, tried: Tried) -> Weights:
    """One kind of evidence after the other."""
    weights = WEIGHTS
    for kind, values in TRIED_WEIGHTS.items():
        candidates = [weights, *(replace(weights, **{kind: value}) for value in values)]
        weights = _best(trial, weights, {candidate: tried.weighed(candidate) for candidate in candidates})
    return weights


def _best(trial: Trial, assumed: K, candidates: Mapping[K, Pairs]) -> K:
    """The candidate that ranks held-out choices highest, if it beats what is assumed by two standard errors."""
    before = _qualities(trial, candidates[assumed])
    best, most = assumed, 0.0
    for candidate in [candidate for candidate in candidates if candidate != assumed]:
        gains = _qualities(trial, candidates[candidate]) - before
        gain = float(gains.mean() - STANDARD_ERRORS * gains.std() / len(gains) ** 0.5)
        if gain > most:
            best, most = candidate, gain
    return best


def _qualities(trial: Trial, predicted: Pairs) -> NDArray[np.float64]:
    """For each person, how high their choices stand above what they did not choose: 1 at the top, less as in NDCG."""
    qualities, ends = [], trial.chosen.indptr
    for row, values in enumerate(predicted):
        chosen = trial.chosen.indices[ends[row] : ends[row + 1]]
        is_other = np.ones(len(values), dtype=np.bool_)
        is_other[chosen] = False
        others = np.sort(values[is_other])
        above = len(others) - np.searchsorted(others, values[chosen])
        qualities.append((1 / np.log2(2 + above)).mean())
    return np.array(qualities)
