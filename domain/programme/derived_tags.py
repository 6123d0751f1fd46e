"""Tags for sessions that were given none: their track, their type, and the terms that set them apart."""

import re
from collections import Counter
from collections.abc import Sequence

from domain.programme.distinctive_terms import distinctive_terms
from domain.programme.schedule import ParsedSession

MOST_TAGS = 8
LONGEST_TAG = 60
# A type of more words is a sentence to organizers.
MOST_WORDS_OF_A_TYPE = 4

# What tracks and types are called besides their subject.
_CONTAINERS = re.compile(r"\b(?:dev ?rooms?|tracks?|stage|room|hall)\b|^main(?: track)?\s*[-–:/].*", re.IGNORECASE)
_LETTER = re.compile(r"\s[-–]\s\w$")
_SIGNS = re.compile(r"[\s-]")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# Types and tracks that say nothing of what happens.
_GENERAL = {
    *("talk", "talks", "lecture", "session", "presentation", "vortrag", "event", "other"),
    *("regular", "standard", "default", "main", "maintrack"),
}


def derive_tags(sessions: Sequence[ParsedSession]) -> list[tuple[str, ...]]:
    """For each session up to eight tags in lower case, in the sessions' order: track, type, then terms by weight."""
    terms = distinctive_terms([(session.title, f"{session.subtitle}\n{session.description}") for session in sessions])
    types = Counter(_label(session.format) for session in sessions)
    # A type that most sessions have tells none of them from another.
    telling = {label for label, number in types.items() if _is_telling(label, number, len(sessions))}
    return [_tags(session, telling, found) for session, found in zip(sessions, terms, strict=True)]


def _is_telling(label: str, number: int, number_of_all: int) -> bool:
    return bool(label) and 2 * number <= max(number_of_all, 2) and len(label.split()) <= MOST_WORDS_OF_A_TYPE


def _tags(session: ParsedSession, telling: set[str], terms: Sequence[str]) -> tuple[str, ...]:
    kind = _label(session.format)
    labels = [label for label in (_label(session.track), kind if kind in telling else "") if label]
    different: dict[str, str] = {}
    for tag in [*labels, *terms]:
        # "lightning talks" and "lightningtalk" are one.
        different.setdefault(_SIGNS.sub("", tag).removesuffix("s"), tag)
    return tuple(different.values())[:MOST_TAGS]


def _label(text: str | None) -> str:
    """A track or type as a tag: "machine learning" for "Machine Learning devroom", nothing for "Talk 40 (Q&A)"."""
    bare = _CONTAINERS.sub(" ", _ASIDE.sub(" ", (text or "").lower()))
    words = " ".join(word for word in bare.split() if not word.isdigit())
    label = _LETTER.sub("", words).strip(" -–:,/&")
    return "" if label in _GENERAL or not 2 <= len(label) <= LONGEST_TAG else label
