"""What a person's earlier choices, and those of others, say for each session."""

import numpy as np
from scipy.sparse import csr_matrix

from domain.matching.choice_index import LEAST_PEOPLE
from domain.matching.evidence import MOST_HISTORY, MOST_POPULARITY, Pairs
from domain.matching.item_model import ItemModel


def history_evidence(model: ItemModel, typical: float, histories: csr_matrix) -> tuple[Pairs, Pairs]:
    """By the text of what they chose, and by who chose the same: people × sessions each.

    Half of the most there can be is for a prediction as high as what people chose has typically had.
    """
    by_choices, by_text = model.predict(histories)
    whole = by_choices + by_text
    scale = (MOST_HISTORY / (typical + np.abs(whole))).astype(np.float32)
    return by_text * scale, by_choices * scale


def popularity_evidence(counts: Pairs, people: int) -> Pairs:
    """People × sessions: by the logarithm of how many chose a session; the same for all people.

    Nothing for fewer than three: that would tell who they are.
    """
    heard = np.where(counts >= LEAST_PEOPLE, counts, 0)
    evidence = MOST_POPULARITY * np.log1p(heard) / np.log1p(heard.max(initial=1.0))
    return np.broadcast_to(evidence.astype(np.float32), (people, len(counts)))
