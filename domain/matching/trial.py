"""Choices of an event taken out one at a time, to see what a candidate would have made of each.

A choice is taken out with its person: from what the model was fitted to, and the choice from their history, too. What
it is ranked among is predicted from the same shortened history, for a longer one predicts more of everything.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.choice_index import ChoiceIndex, restricted
from domain.matching.evidence import Pairs
from domain.matching.held_out import without
from domain.matching.item_model import (
    Grams,
    ItemModel,
    Strengths,
    Together,
    fit,
    how_they_go_together,
    prepare_grams,
)

MOST_SESSIONS = 2_000  # the most chosen ones: trials on them take a fiftieth of the time
MOST_PEOPLE = 400
CHOICES_OF_EACH = 3


@dataclass(frozen=True)
class Trial:
    """Some choices taken out: whose (`people`, rows of `chosen`), which (`targets`), and what those did not choose.

    `chosen` is people × sessions; `rows` are its people in all choices, `sessions` its sessions in the programme.
    """

    grams: Grams
    together: Together
    chosen: csr_matrix
    rows: NDArray[np.intp]
    sessions: NDArray[np.intp]
    people: NDArray[np.intp]
    targets: NDArray[np.intp]
    is_other: NDArray[np.bool_]

    def fit(self, strengths: Strengths) -> ItemModel:
        """The model of a candidate, on the sessions of the trial."""
        return fit(self.grams, strengths, self.together)

    def predict(self, model: ItemModel) -> Pairs:
        """For each choice that is taken out, what is predicted of all sessions."""
        return without(model, self.chosen, self.people, self.targets)

    def qualities(self, predicted: Pairs) -> NDArray[np.float64]:
        """For each person, how high their choices stand above what they did not choose: 1 at the top, as in NDCG."""
        own = predicted[np.arange(len(self.targets)), self.targets]
        above = (predicted > own[:, None]) & self.is_other
        sums = np.bincount(self.people, 1 / np.log2(2 + np.count_nonzero(above, axis=1)), len(self.rows))
        qualities: NDArray[np.float64] = sums / np.bincount(self.people, minlength=len(self.rows))
        return qualities


def make_trial(choices: ChoiceIndex, text: csr_matrix) -> Trial:
    """At most three choices of at most 400 people with two and more, drawn alike each time."""
    rng = np.random.default_rng(0)
    sessions = np.sort(np.argsort(-choices.counts, kind="stable")[:MOST_SESSIONS])
    grams = prepare_grams(restricted(choices, sessions), text[sessions])
    rows = np.flatnonzero(np.diff(grams.choices.indptr) > 1)
    rows = np.sort(rng.permutation(rows)[:MOST_PEOPLE])
    chosen = grams.choices[rows].sign().tocsr()
    targets = [np.sort(rng.permutation(row.indices)[:CHOICES_OF_EACH]) for row in chosen]
    people = np.repeat(np.arange(len(rows)), [len(some) for some in targets])
    flat = np.concatenate([*targets, np.empty(0, dtype=np.intp)]).astype(np.intp)
    return Trial(
        grams, how_they_go_together(grams), chosen, rows, sessions, people, flat, chosen.toarray()[people] == 0
    )
