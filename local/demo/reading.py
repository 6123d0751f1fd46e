"""Reads what was written by hand from `content/`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

CONTENT = Path(__file__).with_name("content")
T = TypeVar("T")


@cache
def read_content(name: str) -> dict[str, Any]:
    """One file of the content, by its name without ending. Not to be written to."""
    with (CONTENT / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def read_list(name: str, key: str, kind: type[T]) -> tuple[T, ...]:
    """The entries under `key` of one file, checked against their type."""
    return tuple(msgspec.convert(read_content(name)[key], list[kind]))  # type: ignore[valid-type]


def unfold(text: str) -> str:
    """Text without the line breaks it has in its file."""
    return " ".join(text.split())
