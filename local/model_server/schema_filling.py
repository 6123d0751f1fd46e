"""Fills a JSON schema with an answer: what a field is for is told by its name, what it may hold by its type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from local.model_server import simulated_words
from local.model_server.prompt_records import Prompt, Record, is_id_name
from local.model_server.word_overlap import score

Schema = Mapping[str, Any]
STATED_MOST = re.compile(r"(?:maxItems: |at most |up to )(\d+)")
MOST_TEXTS = 8
LEVELS = ["beginner", "intermediate", "advanced", "none"]
ID_LIKE = frozenset({"session", "speaker", "person", "candidate"})


class SchemaFiller:
    """One answer to one prompt."""

    def __init__(self, schema: Schema, prompt: Prompt) -> None:
        self._schema = schema
        self._prompt = prompt

    def fill(self) -> Any:
        return self._value(self._schema, "", self._prompt.other)

    def _value(self, schema: Schema, name: str, about: Record) -> Any:
        schema = self._resolved(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._choice(schema["enum"], name, about)
        match schema.get("type"):
            case "object":
                fields = schema.get("properties", {})
                return {field: self._value(child, field, about) for field, child in fields.items()}
            case "array":
                return self._array(schema, name, about)
            case "string":
                return self._text(name, about)
            case "integer" | "number":
                return self._number(name, about)
            case "boolean":
                return True
        return None

    def _resolved(self, schema: Schema) -> Schema:
        """Past references, and the first of several choices that is not null."""
        while True:
            if "$ref" in schema:
                schema = self._schema.get("$defs", {})[schema["$ref"].rpartition("/")[2]]
            elif "anyOf" in schema:
                schema = next((each for each in schema["anyOf"] if each.get("type") != "null"), {})
            elif schema.get("allOf"):
                schema = schema["allOf"][0]
            else:
                return schema

    def _array(self, schema: Schema, name: str, about: Record) -> list[Any]:
        items = self._resolved(schema.get("items", {}))
        most = most_items(schema, self._prompt.wanted)
        if items.get("type") == "object" and any(map(is_reference, items.get("properties", {}))):
            return [self._value(items, name, candidate) for candidate in self._ranked()[:most]]
        if {"yours", "theirs"} <= items.get("properties", {}).keys():
            return simulated_words.quotations(self._prompt.person, about)
        if items.get("type") == "object":
            return [self._value(items, name, about)]
        if is_reference(name.removesuffix("s")):
            return [identity(candidate, name) for candidate in self._ranked()[:most]]
        if "enum" in items:
            return [self._choice(items["enum"], name, about)]
        if items.get("type") != "string":
            return [self._value(items, name, about)]
        return self._texts(name, about)[: most_items(schema, MOST_TEXTS)]

    def _ranked(self) -> list[Record]:
        """The candidates, best first; equals in the order of the prompt."""
        person = self._prompt.person
        return sorted(self._prompt.candidates, key=lambda candidate: -score(person, candidate))

    def _texts(self, name: str, about: Record) -> list[str]:
        person = self._prompt.person
        if "starter" in name or "question" in name:
            return simulated_words.starters(person, about or person)
        if "reason" in name:
            return simulated_words.reasons(person, about)
        if "tag" in name or "topic" in name or "keyword" in name:
            return simulated_words.tags(about or person)
        if "outcome" in name:
            return [simulated_words.outcome(about or person)]
        if "audience" in name:
            return []
        return [simulated_words.name_of(about or person, "everybody")]

    def _text(self, name: str, about: Record) -> str:
        if is_reference(name):
            return str(identity(about, name))
        if "reason" in name or "why" in name:
            return simulated_words.reasons(self._prompt.person, about)[0]
        if name in ("level", "difficulty"):
            return str(simulated_words.level(about, LEVELS))
        if "outcome" in name:
            return simulated_words.outcome(about)
        if "title" in name or "name" in name:
            return simulated_words.name_of(about)
        return simulated_words.introduction(self._prompt.person, about)

    def _number(self, name: str, about: Record) -> Any:
        if is_reference(name):
            return identity(about, name)
        return score(self._prompt.person, about) if about else 50

    def _choice(self, choices: list[Any], name: str, about: Record) -> Any:
        if is_reference(name):
            return next((choice for choice in choices if choice == identity(about, name)), choices[0])
        return simulated_words.level(about, choices)


def most_items(schema: Schema, otherwise: int) -> int:
    """What the schema says in words, for structured output takes no `maxItems`."""
    stated = STATED_MOST.search(schema.get("description", ""))
    return int(stated.group(1)) if stated else otherwise


def is_reference(name: str) -> bool:
    return is_id_name(name) or name in ID_LIKE


def identity(candidate: Record, name: str) -> Any:
    """The candidate's id: what stands in the prompt under this name, else under any name of an id."""
    if name in candidate:
        return candidate[name]
    return next((value for key, value in candidate.items() if is_id_name(key)), "")
