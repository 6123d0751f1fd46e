"""Why a session is recommended, in the person's own words: only what is true of the two.

A reason quotes what somebody wrote, or titles of what they chose, as they are: plain text, to be escaped as such.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from domain.matching.choice_index import LEAST_PEOPLE
from domain.matching.hybrid import ProgrammeIndex, Ranked
from domain.matching.profile_reasons import profile_reasons
from domain.matching.quotes import quote
from domain.matching.results import Breakdown

MOST_REASONS = 5
LEAST_ALIKE = 0.2  # the cosine above which two sessions are said to be alike


def reasons_of(
    index: ProgrammeIndex, ranked: Ranked, row: int, columns: Sequence[int], breakdowns: Sequence[Breakdown]
) -> list[tuple[str, ...]]:
    """For each of these sessions, recommended to the person of this row, at most five reasons."""
    history = ranked.histories[row].indices
    by_history = _history_reasons(index, history, columns)
    found = []
    for column, breakdown, from_history in zip(columns, breakdowns, by_history, strict=True):
        told = profile_reasons(index, ranked.profiles[row], ranked.phrases[row], column, breakdown)
        reasons = [*islice(told, MOST_REASONS - len(from_history)), *from_history]
        found.append(tuple(reasons) or tuple(_last_resort(index, column, breakdown)))
    return found


def _history_reasons(index: ProgrammeIndex, history: np.ndarray, columns: Sequence[int]) -> list[list[str]]:
    if not len(history) or not columns:
        return [[] for _ in columns]
    text, by_session = index.learned.model.grams.text, index.choices.by_session
    alike = (text[history] @ text[columns].T).toarray()
    together = (by_session[history] @ by_session[columns].T).toarray()
    together -= np.isin(columns, history)  # of whom the person is one
    itself = history[:, None] == np.array(columns)
    alike[itself] = together[itself] = 0
    return [list(_of_session(index, history, alike[:, place], together[:, place])) for place in range(len(columns))]


def _of_session(index: ProgrammeIndex, history: np.ndarray, alike: np.ndarray, together: np.ndarray) -> Iterator[str]:
    nearest, most = int(np.argmax(alike)), int(np.argmax(together))
    if alike[nearest] >= LEAST_ALIKE and (title := index.programme.sessions[history[nearest]].title):
        yield f"Like {quote(title)}, which you chose"
    if together[most] >= LEAST_PEOPLE and (title := index.programme.sessions[history[most]].title):
        yield f"{int(together[most])} others who chose {quote(title)} also chose this"


def _last_resort(index: ProgrammeIndex, column: int, breakdown: Breakdown) -> Iterator[str]:
    if breakdown.popularity:
        yield f"Chosen by {int(index.choices.counts[column])} people"
    elif breakdown.collaborative or breakdown.text:
        yield "Close to what you chose or wrote"
