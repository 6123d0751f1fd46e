"""What the specification's algorithm needs of a programme, computed once for all people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.facts import Id, SessionFacts
from domain.matching.incidence import incidence, numbered
from domain.matching.skills import Openings, index_openings
from domain.matching.specification import GOAL_KEYWORDS

Positions = dict[str, NDArray[np.intp]]


@dataclass(frozen=True)
class Programme:
    """Features of `m` sessions, in the order in which they were given; never written to.

    `tag_incidence` is tags × sessions, `goal_hits` goals × sessions in the order of `GOAL_KEYWORDS`. Audiences are in
    lower case, difficulties as they are.
    """

    sessions: tuple[SessionFacts, ...]
    position_of: dict[Id, int]
    lowered_tags: tuple[tuple[str, ...], ...]
    tag_rows: dict[str, int]
    tag_incidence: csr_matrix
    tag_counts: NDArray[np.int64]
    goal_hits: NDArray[np.float64]
    audiences: Positions
    difficulties: Positions
    openings: Openings

    def __len__(self) -> int:
        return len(self.sessions)


def describe_programme(sessions: Sequence[SessionFacts]) -> Programme:
    """The features of these sessions. Reusable between calls; changes of the programme need a new one."""
    lowered_tags = tuple(tuple(tag.lower() for tag in session.tags) for session in sessions)
    tag_rows = numbered(chain.from_iterable(lowered_tags))
    tags = incidence(lowered_tags, tag_rows, len(tag_rows))
    return Programme(
        sessions=tuple(sessions),
        position_of={session.id: position for position, session in enumerate(sessions)},
        lowered_tags=lowered_tags,
        tag_rows=tag_rows,
        tag_incidence=tags.T.tocsr(),
        tag_counts=np.diff(tags.indptr).astype(np.int64),
        goal_hits=_goal_hits(sessions),
        audiences=_positions(sessions, lambda session: {name.lower() for name in session.target_audience}),
        difficulties=_positions(sessions, lambda session: [session.difficulty] if session.difficulty else []),
        openings=index_openings(sessions),
    )


def _goal_hits(sessions: Sequence[SessionFacts]) -> NDArray[np.float64]:
    texts = [" ".join(session.outcomes).lower() for session in sessions]
    hits = [[any(word in text for word in words) for text in texts] for words in GOAL_KEYWORDS.values()]
    return np.array(hits, dtype=np.float64).reshape(len(GOAL_KEYWORDS), len(sessions))


def _positions(sessions: Sequence[SessionFacts], words_of: Callable[[SessionFacts], Iterable[str]]) -> Positions:
    """The sessions of each word."""
    positions: dict[str, list[int]] = {}
    for position, session in enumerate(sessions):
        for word in words_of(session):
            positions.setdefault(word, []).append(position)
    return {word: np.array(where, dtype=np.intp) for word, where in positions.items()}
