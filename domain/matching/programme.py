"""What the specification's algorithm needs of a programme, computed once for all people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.facts import Id, SessionFacts
from domain.matching.specification import GOAL_KEYWORDS, extract_skills_from_outcomes


@dataclass(frozen=True)
class Programme:
    """Features of `m` sessions, in the order in which they were given; never written to.

    `tag_incidence` is tags × sessions, `goal_hits` goals × sessions in the order of `GOAL_KEYWORDS`.
    """

    sessions: tuple[SessionFacts, ...]
    position_of: dict[Id, int]
    lowered_tags: tuple[frozenset[str], ...]
    tag_rows: dict[str, int]
    tag_incidence: csr_matrix
    tag_counts: NDArray[np.int64]
    goal_hits: NDArray[np.bool_]
    audiences: dict[str, NDArray[np.intp]]
    skills_taught: tuple[frozenset[str], ...]

    def __len__(self) -> int:
        return len(self.sessions)


def describe_programme(sessions: Sequence[SessionFacts]) -> Programme:
    """The features of these sessions. Reusable between calls; changes of the programme need a new one."""
    lowered_tags = tuple(frozenset(tag.lower() for tag in session.tags) for session in sessions)
    tag_rows = rows_of(lowered_tags)
    return Programme(
        sessions=tuple(sessions),
        position_of={session.id: position for position, session in enumerate(sessions)},
        lowered_tags=lowered_tags,
        tag_rows=tag_rows,
        tag_incidence=incidence(lowered_tags, tag_rows).T.tocsr(),
        tag_counts=np.array([len(tags) for tags in lowered_tags], dtype=np.int64),
        goal_hits=_goal_hits(sessions),
        audiences=_audiences(sessions),
        skills_taught=tuple(extract_skills_from_outcomes(session.outcomes) for session in sessions),
    )


def rows_of(sets: Iterable[Iterable[str]]) -> dict[str, int]:
    """A number for each distinct string."""
    return {word: row for row, word in enumerate(dict.fromkeys(word for words in sets for word in words))}


def incidence(sets: Sequence[Iterable[str]], rows: dict[str, int]) -> csr_matrix:
    """Ones where a set holds a word, sets × words; words without a row are left out."""
    columns: list[int] = []
    ends = [0]
    for words in sets:
        columns += [rows[word] for word in words if word in rows]
        ends.append(len(columns))
    ones = np.ones(len(columns), dtype=np.int32)
    return csr_matrix((ones, np.array(columns, dtype=np.int32), ends), shape=(len(sets), len(rows)))


def _goal_hits(sessions: Sequence[SessionFacts]) -> NDArray[np.bool_]:
    texts = [" ".join(session.outcomes).lower() for session in sessions]
    hits = [[any(word in text for word in words) for text in texts] for words in GOAL_KEYWORDS.values()]
    return np.array(hits, dtype=np.bool_).reshape(len(GOAL_KEYWORDS), len(sessions))


def _audiences(sessions: Sequence[SessionFacts]) -> dict[str, NDArray[np.intp]]:
    positions: dict[str, list[int]] = {}
    for position, session in enumerate(sessions):
        for audience in {name.lower() for name in session.target_audience}:
            positions.setdefault(audience, []).append(position)
    return {audience: np.array(where, dtype=np.intp) for audience, where in positions.items()}
