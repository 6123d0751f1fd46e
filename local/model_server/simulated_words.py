"""Reasons, starters, introductions and derived facts, written from what a record says: plain, and never invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from local.model_server.word_overlap import texts, words

Record = Mapping[str, Any]
NAMES = ("title", "name", "label")
MOST_REASONS, MOST_PAIRS, MOST_TAGS = 3, 2, 5
LONGEST_QUOTATION = 8
HARD = frozenset({"advanced", "deep", "internals", "expert", "dive"})
EASY = frozenset({"introduction", "beginner", "beginners", "basics", "first", "started", "intro"})


def name_of(record: Record, otherwise: str = "this") -> str:
    return next((str(record[name]) for name in NAMES if record.get(name)), otherwise)


def phrases(record: Record) -> Iterator[tuple[str, str]]:
    """What a person listed, with what it is: ("interest", "machine learning")."""
    for name, value in record.items():
        if isinstance(value, list):
            for phrase in texts(value):
                yield name.replace("_", " ").removesuffix("s"), phrase
        elif isinstance(value, str) and name not in NAMES and is_short(value):
            yield name.replace("_", " "), value


def is_short(value: str) -> bool:
    return len(value.split()) <= 4


def reasons(person: Record, candidate: Record) -> list[str]:
    """Up to three, for what the person listed and the candidate says too; at least one."""
    said = words(candidate)
    found = [
        f"Your {kind} “{phrase}” is what {name_of(candidate)} is about"
        for kind, phrase in phrases(person)
        if words(phrase) and words(phrase) <= said
    ]
    shared = sorted(words(person) & said)
    general = f"You and {name_of(candidate)} both speak of {', '.join(shared[:3])}" if shared else ""
    return (found or [general or f"{name_of(candidate)} lies beyond your usual subjects"])[:MOST_REASONS]


def quotations(person: Record, candidate: Record) -> list[dict[str, str]]:
    """Pairs of what the person listed and where the candidate says it, both word for word; none if they share none."""
    pairs = [
        {"yours": phrase, "theirs": place}
        for _, phrase in phrases(person)
        if (place := where_said(words(phrase), candidate))
    ]
    return pairs[:MOST_PAIRS]


def where_said(wanted: frozenset[str], candidate: Record) -> str | None:
    """The words of the candidate's first text that has them all, from a little before to a little after."""
    for text in texts(candidate):
        row = text.split()
        places = [place for place, word in enumerate(row) if words(word) & wanted]
        if wanted and places and wanted <= words(text):
            start = max(0, min(places[-1] - LONGEST_QUOTATION + 1, places[0]))
            return " ".join(row[start : start + LONGEST_QUOTATION])
    return None


def subjects(person: Record, candidate: Record) -> list[str]:
    """What the two share, else what the candidate is about."""
    shared = [phrase for _, phrase in phrases(person) if words(phrase) and words(phrase) <= words(candidate)]
    return shared or [phrase for _, phrase in phrases(candidate)] or [name_of(candidate, "your work")]


def starters(person: Record, candidate: Record) -> list[str]:
    about = subjects(person, candidate)
    return [
        f"What first drew you to {about[0]}?",
        f"Which mistake with {about[1 % len(about)]} taught you the most?",
        f"I am looking into {about[2 % len(about)]} myself: where would you begin today?",
    ]


def introduction(person: Record, candidate: Record) -> str:
    return f"You both care about {subjects(person, candidate)[0]}: a good reason to talk for ten minutes."


def tags(candidate: Record) -> list[str]:
    """The longest words of the title, then of the rest."""
    title, rest = words(name_of(candidate, "")), words(candidate)
    ranked = sorted(title, key=lambda word: (-len(word), word)) + sorted(
        rest - title, key=lambda word: (-len(word), word)
    )
    return ranked[:MOST_TAGS]


def level(candidate: Record, choices: list[Any]) -> Any:
    """The hardest, the easiest, or the middle one of the choices."""
    said = words(candidate)
    if said & HARD:
        return choices[-1]
    return choices[0] if said & EASY else choices[len(choices) // 2]


def outcome(candidate: Record) -> str:
    return f"Understand {name_of(candidate)}"
