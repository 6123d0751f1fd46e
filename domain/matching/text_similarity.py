"""How near what people wrote is to the text of each session: the cosine of their TF-IDF vectors."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.phrases import Phrase
from domain.matching.text_index import TextIndex


def similarities(index: TextIndex, people: Sequence[Sequence[Phrase]]) -> NDArray[np.float64]:
    """Cosines from 0 to 1, people × sessions. Phrases the programme does not know are passed over."""
    cosines: NDArray[np.float64] = (_vectors(index, people) @ index.weights).toarray()
    return cosines


def _vectors(index: TextIndex, people: Sequence[Sequence[Phrase]]) -> csr_matrix:
    """One row of length 1 for each person, or of 0 where nothing is known."""
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for phrases in people:
        vector = _vector(index, phrases)
        columns.extend(vector)
        values.extend(vector.values())
        ends.append(len(columns))
    return csr_matrix((values, np.array(columns, dtype=np.int32), ends), shape=(len(people), len(index.rows)))


def _vector(index: TextIndex, phrases: Sequence[Phrase]) -> dict[int, float]:
    weights: dict[int, float] = {}
    for phrase in phrases:
        for term, weight in phrase.features:
            row = index.rows.get(term)
            if row is not None:
                weights[row] = max(weights.get(row, 0.0), weight)
    vector = {row: weight * index.rarity[row] for row, weight in weights.items()}
    length = sum(value * value for value in vector.values()) ** 0.5
    return {row: value / length for row, value in vector.items()}
