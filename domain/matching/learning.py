"""What the choices of all people teach: how sessions go together, and how much to trust which evidence.

Nothing here was fitted to some data set. What could be is chosen for each event by its own choices: how strong text is
beside them, and how much profiles, histories and popularity deserve. A candidate must beat what is assumed otherwise
beyond chance, so that an event with few choices keeps the assumption. How: docs/matching.md.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.choice_index import ChoiceIndex
from domain.matching.evidence import Pairs
from domain.matching.held_out import held_out
from domain.matching.history_evidence import popularity_evidence, scaled, typical_of_people
from domain.matching.item_model import ItemModel, Strengths, fit, prepare_grams
from domain.matching.trial import Trial, make_trial
from domain.matching.weights import TRIED_WEIGHTS, WEIGHTS, Weights

K = TypeVar("K")
ProfilesOf = Callable[[NDArray[np.intp]], Pairs]
ASSUMED = Strengths()
PAIRS = ((0.0, 30.0), (0.5, 30.0), (8.0, 30.0), (2.0, 200.0), (0.0, 5.0), (0.5, 5.0), (2.0, 5.0))
CANDIDATES = tuple(Strengths(text, ridge) for text, ridge in PAIRS)
LEAST_TRIED_PEOPLE = 20  # fewer prove nothing
STANDARD_ERRORS = 2.0
ROUNDS = 2


@dataclass(frozen=True)
class Learned:
    """`typical` is the prediction that what people chose has in the middle, had they not told of it."""

    model: ItemModel
    typical: float
    weights: Weights


@dataclass(frozen=True)
class Tried:
    """The evidence for the choices of a trial × its sessions, before it is weighed; `lengths` of the histories."""

    profile: Pairs
    history: Pairs
    popularity: Pairs
    lengths: NDArray[np.intp]

    def weighed(self, weights: Weights) -> Pairs:
        profile, history, popularity = weights.of_people(self.lengths)
        weighed: Pairs = profile * self.profile + history * self.history + popularity * self.popularity
        return weighed


def learn(choices: ChoiceIndex, text: csr_matrix, profiles: ProfilesOf | None = None) -> Learned:
    """Closed form, and the same for the same choices; `text` is sessions × terms.

    `profiles` gives the evidence of the profiles of some people, by their rows in the choices: rows × sessions.
    Time: see `fit`, and a second.
    """
    trial = make_trial(choices, text)
    if len(trial.rows) < LEAST_TRIED_PEOPLE:
        return Learned(fit(prepare_grams(choices, text), ASSUMED), _typical(ASSUMED, np.empty(0)), WEIGHTS)
    strengths = _best(trial, ASSUMED, CANDIDATES, lambda strengths: trial.predict(trial.fit(strengths)))
    model = trial.fit(strengths)
    predicted = trial.predict(model)
    typical = _typical(strengths, predicted[np.arange(len(predicted)), trial.targets])
    own = typical_of_people(held_out(model, trial.chosen), trial.chosen, typical)[trial.people]
    told = profiles(trial.rows)[:, trial.sessions][trial.people] if profiles else np.zeros((1, 1), dtype=np.float32)
    others = choices.counts[trial.sessions] - trial.chosen.toarray()[trial.people]
    lengths = np.diff(choices.chosen.indptr)[trial.rows][trial.people] - 1
    weights = _best_weights(trial, Tried(told, scaled(predicted, own), popularity_evidence(others), lengths))
    return Learned(fit(prepare_grams(choices, text), strengths), typical, weights)


def _typical(strengths: Strengths, predictions: NDArray[np.floating]) -> float:
    """The middle, but at least what one person's two choices say of each other where sessions have one person each."""
    return max(1 / strengths.ridge, float(np.median(predictions)) if len(predictions) else 0.0)


def _best_weights(trial: Trial, tried: Tried) -> Weights:
    """One after the other, and again by what was found of the others."""
    weights = WEIGHTS
    for kind, values in [*TRIED_WEIGHTS.items()] * ROUNDS:
        weights = _best(trial, weights, _with(weights, kind, values), tried.weighed)
    return weights


def _with(weights: Weights, kind: str, values: Iterable[float]) -> Iterator[Weights]:
    return (replace(weights, **{kind: value}) for value in values if value != getattr(weights, kind))


def _best(trial: Trial, assumed: K, candidates: Iterable[K], predict: Callable[[K], Pairs]) -> K:
    """The candidate that ranks what is taken out highest, if it beats what is assumed by two standard errors."""
    before = trial.qualities(predict(assumed))
    best, most = assumed, 0.0
    for candidate in candidates:
        gains = trial.qualities(predict(candidate)) - before
        gain = float(gains.mean() - STANDARD_ERRORS * gains.std() / len(gains) ** 0.5)
        if gain > most:
            best, most = candidate, gain
    return best
