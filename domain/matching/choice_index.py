"""Who chose what, as numbers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.facts import Choices, Id
from domain.matching.incidence import incidence_of

LEAST_PEOPLE = 3  # the choices of fewer are not told to others, who could guess whose they are


@dataclass(frozen=True)
class ChoiceIndex:
    """`chosen` is people × sessions with ones, `by_session` the same by columns; `counts` people of each session."""

    chosen: csr_matrix
    by_session: csr_matrix
    counts: NDArray[np.float32]


def index_choices(position_of: Mapping[Id, int], choices: Choices) -> ChoiceIndex:
    """Choices of sessions that are in the programme; others are passed over."""
    chosen = histories_of(position_of, list(choices), choices)
    by_session = chosen.T.tocsr()
    return ChoiceIndex(chosen, by_session, np.diff(by_session.indptr).astype(np.float32))


def restricted(choices: ChoiceIndex, positions: NDArray[np.intp]) -> ChoiceIndex:
    """The choices of some sessions only."""
    return ChoiceIndex(choices.chosen[:, positions], choices.by_session[positions], choices.counts[positions])


def histories_of(position_of: Mapping[Id, int], people: Sequence[Id], choices: Choices) -> csr_matrix:
    """Ones where a person chose a session, people × sessions; a row of nothing for whoever chose nothing."""
    rows = [_positions(position_of, choices.get(person, ())) for person in people]
    columns = {position: position for position in position_of.values()}
    matrix = incidence_of(rows, columns)
    matrix.sort_indices()
    return matrix


def _positions(position_of: Mapping[Id, int], sessions: Collection[Id]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(position_of[session] for session in sessions if session in position_of))
