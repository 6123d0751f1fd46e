"""How much of a session's text is about what a person wrote."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from scipy.sparse import csr_matrix

from domain.matching.evidence import MOST_TEXT, Pairs
from domain.matching.incidence import incidence_of, numbered
from domain.matching.phrases import WEIGHTS, Phrase
from domain.matching.text_index import TextIndex

# Texts have hundreds of words and phrases two, so their cosines are small: the root spreads them.
SPREAD = 0.75


def text_evidence(index: TextIndex, people: Sequence[Sequence[Phrase]]) -> Pairs:
    """People × sessions. Each phrase counts by itself: to have further interests takes nothing from one that is met.

    The length of the session's vector as far as it lies along the phrases: √Σ (weight × cosine)², 0 to 1.
    Time grows with phrases × the sessions that share a term with them, memory with people × sessions.
    """
    distinct = numbered(chain.from_iterable(people))
    cosines = _vectors(index, list(distinct)) @ index.weights
    cosines.data **= 2
    squares = (incidence_of(people, distinct) @ cosines).toarray()
    evidence: Pairs = (MOST_TEXT * np.minimum(1.0, np.sqrt(squares)) ** SPREAD).astype(np.float32)
    return evidence


def _vectors(index: TextIndex, phrases: Sequence[Phrase]) -> csr_matrix:
    """A row for each phrase, as long as its weight; terms the programme does not know take their part of the length."""
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for phrase in phrases:
        known = {index.rows[term]: weight for term, weight in phrase.features if term in index.rows}
        unknown = [weight * index.rarest for term, weight in phrase.features if term not in index.rows]
        weights = [weight * index.rarity[row] for row, weight in known.items()]
        length = sum(weight * weight for weight in (*weights, *unknown)) ** 0.5
        columns.extend(known)
        values.extend(weight / length * WEIGHTS[phrase.kind] for weight in weights)
        ends.append(len(columns))
    shape = (len(phrases), index.weights.shape[0])
    return csr_matrix((np.array(values, dtype=np.float32), np.array(columns, dtype=np.int32), ends), shape=shape)
