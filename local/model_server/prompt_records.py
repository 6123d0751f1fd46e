"""Finds the data in a prompt: the JSON lines between `<name-token>` and `</name-token>`, else any JSON in it.

Records with an id can be chosen. Of the others the first is about the person who asks, the second about whom they meet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

DECODER = json.JSONDecoder(strict=False)
FENCE = re.compile(r"^<(?P<name>[\w-]+)-(?P<token>[0-9a-f]{8,})>\n(?P<data>.*?)\n</(?P=name)-(?P=token)>$", re.M | re.S)
STARTS = re.compile(r"[{\[]")
WANTED = re.compile(r"Answer with the (\d+) ")
ID_NAMES = ("id", "n", "ref", "key", "number")

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Prompt:
    """What is asked: who asks (`person`), about whom (`other`), out of what (`candidates`), and how many (or all)."""

    candidates: tuple[Record, ...]
    person: Record
    other: Record
    wanted: int


def read_prompt(text: str) -> Prompt:
    fenced = [match["data"] for match in FENCE.finditer(text)]
    found = [list(records(data)) for data in fenced or [text]]
    candidates = {id_of(record): record for group in found for record in group if id_of(record) is not None}
    plain = [record for group in found for record in group if id_of(record) is None]
    wanted = WANTED.findall(FENCE.sub("", text))
    return Prompt(
        tuple(candidates.values()),
        plain[0] if plain else {},
        plain[1] if len(plain) > 1 else next(iter(candidates.values()), {}),
        int(wanted[-1]) if wanted else len(candidates),
    )


def records(text: str) -> Iterator[Record]:
    """Every JSON object of the text, and those within objects and lists that have nothing of their own to say."""
    at = 0
    while found := STARTS.search(text, at):
        try:
            value, at = DECODER.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            at = found.end()
            continue
        yield from flattened(value)


def flattened(value: object) -> Iterator[Record]:
    if isinstance(value, list):
        for item in value:
            yield from flattened(item)
    elif isinstance(value, dict):
        groups = {} if id_of(value) is not None else {key: part for key, part in value.items() if is_group(part)}
        for part in groups.values():
            yield from flattened(part)
        own = {key: part for key, part in value.items() if key not in groups}
        if own:
            yield own


def is_group(part: object) -> bool:
    return isinstance(part, dict) or (isinstance(part, list) and any(isinstance(item, dict) for item in part))


def id_of(record: Record) -> str | int | None:
    for name, value in record.items():
        if is_id_name(name) and isinstance(value, str | int) and not isinstance(value, bool):
            return value
    return None


def is_id_name(name: str) -> bool:
    return name in ID_NAMES or name.endswith("_id")
