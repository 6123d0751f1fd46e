"""Reasons, starters, introductions and derived facts, written from what a record says: plain, and never invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from local.model_server.word_overlap import WORD, texts, words

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
    return len(value.split()) <= 4 and not value.endswith(".")


def reasons(person: Record, candidate: Record) -> list[str]:
    """Up to three, for what the person listed and the candidate says too; at least one."""
    said, common = words(candidate), shared(person, candidate)
    name = name_of(candidate)
    found = [f"Your {kind} “{phrase}” is what {name} is about" for kind, phrase in phrases(person) if phrase in common]
    alike = sorted(words(person) & said)
    general = f"You and {name} both speak of {', '.join(alike[:3])}" if alike else ""
    return (found or [general or f"{name} lies beyond your usual subjects"])[:MOST_REASONS]


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
    """What the two share, then what the candidate says besides; at least one."""
    found = [*shared(person, candidate), *(phrase for _, phrase in phrases(candidate))]
    return list(dict.fromkeys(found)) or [name_of(candidate, "your work")]


def shared(person: Record, candidate: Record) -> list[str]:
    """What the person listed and the candidate says too."""
    said = words(candidate)
    return [phrase for _, phrase in phrases(person) if words(phrase) and words(phrase) <= said]


def starters(person: Record, candidate: Record) -> list[str]:
    about = subjects(person, candidate)
    return [
        f"What first drew you to {about[0]}?",
        f"Which mistake with {about[1 % len(about)]} has taught you the most?",
        f"Where would you begin with {about[2 % len(about)]} if you started again today?",
    ]


def introduction(person: Record, candidate: Record) -> str:
    common = shared(person, candidate)
    if common:
        return f"You both care about {common[0]}: compare what has worked for each of you."
    return f"Ask about {subjects(person, candidate)[0]}, and say what you are working on yourself."


def tags(candidate: Record) -> list[str]:
    """What is said most often, in the title twice as loud; equals in the order of the text."""
    title = name_of(candidate, "")
    row = [word.casefold() for text in (title, *texts(without(candidate, "wanted"))) for word in WORD.findall(text)]
    counts = Counter(word for word in row if words(word))
    return [word for word, _ in counts.most_common(MOST_TAGS)]


def without(record: Record, name: str) -> Record:
    return {key: value for key, value in record.items() if key != name}


def level(candidate: Record, choices: list[Any]) -> Any:
    """The hardest or the easiest of the choices where a word says so; else "none" if that is one, or the middle one."""
    steps = [choice for choice in choices if choice != "none"] or choices
    said = words(candidate)
    if said & HARD:
        return steps[-1]
    if said & EASY:
        return steps[0]
    return "none" if "none" in choices else steps[len(steps) // 2]


def outcome(candidate: Record) -> str:
    return f"Understand {name_of(candidate)}"
