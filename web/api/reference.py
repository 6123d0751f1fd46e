"""Turns the OpenAPI document into what its page shows: each operation with its fields, examples and problems."""

import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

Json = dict[str, Any]
_JSON = "application/json"
_LIST_OF_TEXTS = re.compile(r'\[\s+("[^\[\]{}]{,160}")\s+\]')
_PLURALS = re.compile("text|object")
_NEXT_ENTRY = re.compile(r",\n\s+")


class Field(Struct, frozen=True):
    """A field by its path, such as `sessions[].title`; what it may be, in words."""

    path: str
    kind: str
    is_required: bool


class Endpoint(Struct, frozen=True):
    """One operation."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    asked: tuple[Field, ...]
    answered: tuple[Field, ...]
    example: str
    answer: str


class ProblemLine(Struct, frozen=True):
    """A status that is no success, and when it comes."""

    status: str
    description: str


class Reference(Struct, frozen=True):
    """The page."""

    address: str
    about: str
    endpoints: tuple[Endpoint, ...]
    problems: tuple[ProblemLine, ...]


def read_reference(document: Json, address: str) -> Reference:
    """The page of an OpenAPI document as `describe_api` makes it, for a site at this address."""
    [server] = document["servers"]
    endpoints = tuple(
        _endpoint(document, method, server["url"] + path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    )
    responses = document["components"]["responses"].items()
    problems = tuple(ProblemLine(status, response["description"]) for status, response in responses)
    return Reference(address, document["info"]["description"], endpoints, problems)


def _endpoint(document: Json, method: str, path: str, operation: Json) -> Endpoint:
    asked, answered = operation["requestBody"]["content"][_JSON], operation["responses"]["200"]["content"][_JSON]
    return Endpoint(
        anchor=operation["operationId"].replace(".", "-"),
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation["description"],
        asked=tuple(_fields(document, asked["schema"])),
        answered=tuple(_fields(document, answered["schema"])),
        example=_pretty(asked["example"]),
        answer=_pretty(answered["example"]),
    )


def _fields(document: Json, schema: Json, path: str = "") -> Iterator[Field]:
    """Every field of an object, the fields of its parts right behind it."""
    schema = _resolved(document, schema)
    for name, value in schema.get("properties", {}).items():
        here, is_required = f"{path}{name}", name in schema.get("required", ())
        if "$ref" in value and "description" in value:
            yield Field(here, f"object, {value['description']}", is_required)
            continue
        value = _resolved(document, _without_null(_resolved(document, value)))
        yield Field(here, _kind(document, value), is_required)
        if value.get("type") == "array":
            yield from _fields(document, value["items"], f"{here}[].")
        yield from _fields(document, value, f"{here}.")


def _resolved(document: Json, schema: Json) -> Json:
    reference = schema.get("$ref")
    return document["components"]["schemas"][reference.rpartition("/")[2]] if reference else schema


def _without_null(schema: Json) -> Json:
    present: Json = next(kind for kind in schema.get("anyOf", [schema]) if kind.get("type") != "null")
    return present


def _kind(document: Json, schema: Json) -> str:
    match schema:
        case {"enum": values}:
            return " or ".join(f'"{value}"' for value in values)
        case {"type": "array"}:
            item = _kind(document, _resolved(document, schema["items"]))
            most = f"at most {schema['maxItems']:,} " if "maxItems" in schema else ""
            return f"list of {most}{_PLURALS.sub(lambda word: f'{word[0]}s', item, count=1)}"
        case {"type": "string"}:
            return f"text of at most {schema['maxLength']:,} characters" if "maxLength" in schema else "text"
        case {"type": "integer"}:
            return f"whole number{_between(schema)}"
        case {"type": "boolean"}:
            return "true or false"
        case _:
            return "object"


def _between(schema: Json) -> str:
    if "maximum" in schema:
        return f", {schema['minimum']} to {schema['maximum']}"
    return f", {schema['minimum']} or more" if "minimum" in schema else ""


def _pretty(example: Json) -> str:
    """With lists of short texts on one line each."""
    text = json.dumps(example, indent=2, ensure_ascii=False)
    return _LIST_OF_TEXTS.sub(lambda texts: f"[{_NEXT_ENTRY.sub(', ', texts[1])}]", text)
