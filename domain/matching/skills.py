"""Which sessions teach a skill, looked up by the word it begins with: equal to `extract_skills_from_outcomes`, and
without spelling all phrases of all outcomes, of which next to none are asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from scipy.sparse import csr_matrix

from domain.matching.facts import SessionFacts
from domain.matching.incidence import incidence, numbered
from domain.matching.specification import openings, spellings

Openings = dict[str, list[tuple[int, tuple[str, ...]]]]


@dataclass(frozen=True)
class Taught:
    """Some skills, which of them each session teaches, and the same as ones, skills × sessions."""

    rows: dict[str, int]
    of_session: tuple[frozenset[str], ...]
    incidence: csr_matrix


def index_openings(sessions: Sequence[SessionFacts]) -> Openings:
    """By each word of the outcomes, whatever its case: the positions of its sessions, and the words from there on."""
    found: Openings = {}
    for position, session in enumerate(sessions):
        for outcome in session.outcomes:
            for words in openings(outcome):
                found.setdefault(_without_case(words[0]), []).append((position, words))
    return found


def sessions_teaching(index: Openings, skills: Iterable[str], sessions: int) -> Taught:
    """Where each of these skills is taught in a programme of so many sessions."""
    rows = numbered(skills)
    of_session: list[set[str]] = [set() for _ in range(sessions)]
    for skill in rows:
        for position in _positions(index, skill):
            of_session[position].add(skill)
    taught = incidence([tuple(skills) for skills in of_session], rows, len(rows))
    return Taught(rows, tuple(map(frozenset, of_session)), taught.T.tocsr())


def _positions(index: Openings, skill: str) -> Iterator[int]:
    for word in _first_words(skill):
        for position, words in index.get(_without_case(word), ()):
            if skill in spellings(words):
                yield position


def _first_words(skill: str) -> Iterable[str]:
    """What the first word of a phrase with this spelling can be: hyphens part words, or are part of one."""
    pieces = skill.split(" ", 1)[0].split("-")
    return accumulate(pieces, "{}-{}".format)


def _without_case(word: str) -> str:
    """The same for a word in lower case, as a title, and with a capital; `casefold` is not, for a dotless i."""
    return word.lower().upper()
