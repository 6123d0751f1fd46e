"""What the model said, read with distrust: complete entries, within bounds, whatever the schema promised."""

import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

LONGEST_ANSWER = 64_000
MOST_ENTRIES = 200
MOST_REASONS_READ = 8
LONGEST_QUOTE_READ = 400
LONGEST_TEXT_READ = 2_000
_DECODER = json.JSONDecoder(parse_constant=lambda _name: None)
_BETWEEN = re.compile(r"[\s,]*")


class Quotes(Struct, frozen=True):
    """A reason as it was answered: what of the person, and what of the candidate; nothing is checked yet."""

    yours: str
    theirs: str


class Choice(Struct, frozen=True):
    """One candidate of an answer, by its place from 1 on."""

    place: int
    score: int
    reasons: tuple[Quotes, ...]


def read_choices(text: str, key: str, candidates: int) -> list[Choice]:
    """The valid entries: a known place, a whole score from 0 to 100, each place once (the first counts)."""
    found: dict[int, Choice] = {}
    for item in read_items(text, key):
        choice = _choice(item, candidates)
        if choice is not None:
            found.setdefault(choice.place, choice)
    return list(found.values())


def read_texts(text: str, key: str) -> list[str]:
    """The texts under `key`, be it one or a list of them; no two alike."""
    items = (item for item in read_items(text, key) if isinstance(item, str))
    return list(dict.fromkeys(item[:LONGEST_TEXT_READ] for item in items))


def read_items(text: str, key: str) -> list[Any]:
    """At most 200 complete items of the list under `key`, also of an answer that was cut off in the middle."""
    text = text[:LONGEST_ANSWER]
    whole = _decoded(text)
    if isinstance(whole, dict):
        value = whole.get(key)
        items = value if isinstance(value, list) else [value]
        return [item for item in items[:MOST_ENTRIES] if item is not None]
    start = re.search(rf'"{re.escape(key)}"\s*:\s*\[', text)
    return list(_complete_items(text, start.end())) if start else []


def is_whole(text: str) -> bool:
    """Whether it is one JSON object from its beginning to its end."""
    return isinstance(_decoded(text), dict)


def _decoded(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None


def _complete_items(text: str, at: int) -> Iterator[Any]:
    for _ in range(MOST_ENTRIES):
        between = _BETWEEN.match(text, at)
        try:
            item, at = _DECODER.raw_decode(text, between.end() if between else at)
        except (ValueError, RecursionError):
            return
        yield item


def _choice(item: Any, candidates: int) -> Choice | None:
    if not isinstance(item, dict):
        return None
    place, score, reasons = item.get("id"), item.get("score"), item.get("reasons")
    # A boolean is an int in Python, and none here.
    if type(place) is not int or not 1 <= place <= candidates or type(score) is not int or not 0 <= score <= 100:
        return None
    quotes = [_quotes(reason) for reason in reasons[:MOST_REASONS_READ]] if isinstance(reasons, list) else []
    return Choice(place, score, tuple(quote for quote in quotes if quote))


def _quotes(reason: Any) -> Quotes | None:
    if not isinstance(reason, dict):
        return None
    yours, theirs = reason.get("yours"), reason.get("theirs")
    if not isinstance(yours, str) or not isinstance(theirs, str):
        return None
    return Quotes(yours[:LONGEST_QUOTE_READ], theirs[:LONGEST_QUOTE_READ])
