"""How much a person and a thing have in common, by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from domain.matching.stop_words import STOP_WORDS

WORD = re.compile(r"[^\W_]+")
LEAST_LETTERS = 3
LOWEST, HIGHEST, HALF_WAY = 20, 98, 1.5


def texts(value: object) -> Iterator[str]:
    """Every text within a record's values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def words(value: object) -> frozenset[str]:
    return frozenset(
        word
        for text in texts(value)
        for word in WORD.findall(text.casefold())
        if len(word) >= LEAST_LETTERS and word not in STOP_WORDS
    )


def score(person: Mapping[str, Any], candidate: Mapping[str, Any]) -> int:
    """20 without a word in common, up to 98; each further word counts for less."""
    shared = len(words(person) & words(candidate))
    return round(LOWEST + (HIGHEST - LOWEST) * shared / (shared + HALF_WAY))
