"""What a person's earlier choices, and those of others, say for each session."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.choice_index import LEAST_PEOPLE
from domain.matching.evidence import MOST_HISTORY, MOST_POPULARITY, Pairs
from domain.matching.held_out import held_out
from domain.matching.item_model import ItemModel

FEW_CHOICES = 3


def history_evidence(model: ItemModel, typical: float, histories: csr_matrix) -> tuple[Pairs, Pairs]:
    """By the text of what they chose, and by who chose the same: people × sessions each."""
    by_choices, by_text = model.predict(histories)
    own = typical_of_people(held_out(model, histories), histories[:, model.grams.modelled], typical)
    scale = _scale(by_choices + by_text, own)
    return by_text * scale, by_choices * scale


def scaled(predicted: Pairs, typical: Pairs) -> Pairs:
    """Evidence for predictions: half of the most there can be for one as high as is typical of the person's choices."""
    return predicted * _scale(predicted, typical)


def typical_of_people(predicted: Pairs, chosen: csr_matrix, typical: float) -> Pairs:
    """People × 1: the mean held-out prediction of what each chose, with that of all people for a few further choices.

    The longer a history, the higher is all that it predicts: a scale for all would leave no room at its top.
    """
    known = chosen.sign()
    sums = known.multiply(np.maximum(0, predicted)).sum(axis=1)
    means: Pairs = (sums + FEW_CHOICES * typical) / (known.sum(axis=1) + FEW_CHOICES)
    return np.asarray(means, dtype=np.float32)


def _scale(predicted: Pairs, typical: Pairs) -> Pairs:
    scale: Pairs = (MOST_HISTORY / (typical + np.abs(predicted))).astype(np.float32)
    return scale


def popularity_evidence(counts: NDArray[np.float32]) -> Pairs:
    """By the logarithm of how many people chose a session, in an array of any shape.

    Nothing for fewer than three: that would tell who they are.
    """
    heard = np.where(counts >= LEAST_PEOPLE, counts, 0)
    evidence: Pairs = (MOST_POPULARITY * np.log1p(heard) / np.log1p(heard.max(initial=1.0))).astype(np.float32)
    return evidence
