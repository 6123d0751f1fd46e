"""What a person's earlier choices, and those of others, say for each session."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.choice_index import LEAST_PEOPLE
from domain.matching.evidence import MOST_HISTORY, MOST_POPULARITY, Pairs
from domain.matching.item_model import ItemModel


def history_evidence(model: ItemModel, typical: float, histories: csr_matrix) -> tuple[Pairs, Pairs]:
    """By the text of what they chose, and by who chose the same: people × sessions each."""
    by_choices, by_text = model.predict(histories)
    scale = _scale(by_choices + by_text, typical)
    return by_text * scale, by_choices * scale


def scaled(predicted: Pairs, typical: float) -> Pairs:
    """Evidence for predictions: half of the most there can be for one as high as is typical of what people chose."""
    return predicted * _scale(predicted, typical)


def _scale(predicted: Pairs, typical: float) -> Pairs:
    scale: Pairs = (MOST_HISTORY / (typical + np.abs(predicted))).astype(np.float32)
    return scale


def popularity_evidence(counts: NDArray[np.float32]) -> Pairs:
    """By the logarithm of how many people chose a session, in an array of any shape.

    Nothing for fewer than three: that would tell who they are.
    """
    heard = np.where(counts >= LEAST_PEOPLE, counts, 0)
    evidence: Pairs = (MOST_POPULARITY * np.log1p(heard) / np.log1p(heard.max(initial=1.0))).astype(np.float32)
    return evidence
