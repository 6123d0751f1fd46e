"""How good a ranked list is, and what many lists together do to a programme.

Source: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002 (NDCG); Ziegler et al.,
"Improving recommendation lists through topic diversification", WWW 2005 (intra-list diversity).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

TOP = 10
Floats = NDArray[np.float64]
_DISCOUNTS = 1 / np.log2(np.arange(2, TOP + 2))


@dataclass(frozen=True)
class Measured:
    """One number for each query; `diversity` is nan for lists of one session or without text. `top` are positions."""

    recall: Floats
    ndcg: Floats
    mrr: Floats
    diversity: Floats
    top: list[NDArray[np.intp]]


def measure(orders: Sequence[NDArray[np.intp]], hidden: Sequence[NDArray[np.intp]], text: csr_matrix) -> Measured:
    """`orders` are whole pools, best first; `text` is sessions × terms with rows of length 1 or 0."""
    hits = [np.isin(order, found) for order, found in zip(orders, hidden, strict=True)]
    top = [order[:TOP] for order in orders]
    return Measured(
        recall=np.array([recall(hit) for hit in hits]),
        ndcg=np.array([ndcg(hit) for hit in hits]),
        mrr=np.array([reciprocal_rank(hit) for hit in hits]),
        diversity=np.array([diversity(text[positions]) for positions in top]),
        top=top,
    )


def recall(hits: NDArray[np.bool_]) -> float:
    """The share of the hidden choices that are among the first ten, of at most ten."""
    return float(hits[:TOP].sum() / min(TOP, hits.sum()))


def ndcg(hits: NDArray[np.bool_]) -> float:
    """The same with higher places worth more: 1 where the first places are all hits."""
    gained = hits[:TOP] @ _DISCOUNTS[: len(hits[:TOP])]
    return float(gained / _DISCOUNTS[: min(TOP, int(hits.sum()))].sum())


def reciprocal_rank(hits: NDArray[np.bool_]) -> float:
    """1 / the place of the first hit in the whole pool."""
    return float(1 / (1 + int(np.argmax(hits))))


def diversity(text: csr_matrix) -> float:
    """The mean of 1 − cosine over all pairs of a list."""
    told = text[np.diff(text.indptr) > 0]
    count = told.shape[0]
    if count < 2:
        return float("nan")
    return float(1 - ((told @ told.T).sum() - count) / (count * (count - 1)))


def exposures(top: Sequence[NDArray[np.intp]], sessions: int) -> NDArray[np.int64]:
    """In how many lists each session is."""
    return np.bincount(np.concatenate(top), minlength=sessions).astype(np.int64)


def coverage(exposed: NDArray[np.int64]) -> float:
    """The share of the programme that is in somebody's list."""
    return float((exposed > 0).mean())


def gini(exposed: NDArray[np.int64]) -> float:
    """How unequal sessions are shown: 0 for all alike, towards 1 where a few have everything."""
    shown = np.sort(exposed).astype(np.float64)
    places = np.arange(1, len(shown) + 1)
    return float((2 * places - len(shown) - 1) @ shown / (len(shown) * shown.sum()))
