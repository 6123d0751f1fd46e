"""The OpenAPI document is true: of the routes, of what is answered, of the specification's examples."""

from typing import Any

import msgspec
import pytest
from jsonschema_rs import Draft202012Validator
from litestar import Litestar

from tests.web.api.client import EXAMPLES, ORACLE, ApiClient, Json
from tests.web.visitor import Visitor
from web.api.openapi import PREFIX, describe_api


@pytest.fixture
async def document(site: Litestar) -> Json:
    """As clients get it."""
    described: Json = msgspec.json.decode(msgspec.json.encode(describe_api(site)))
    return described


async def test_it_is_public_and_complete(visitor: Visitor, document: Json) -> None:
    answer = await visitor.get(f"{PREFIX}/openapi.json")

    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == document
    assert [PREFIX + path for path in document["paths"]] == list(ORACLE)


async def test_every_route_below_the_prefix_is_described_or_describes(site: Litestar, document: Json) -> None:
    below = {route.path for route in site.routes if route.path.startswith(PREFIX)}

    assert below == {*ORACLE, f"{PREFIX}/openapi.json", f"{PREFIX}/docs"}


@pytest.mark.parametrize("path", ORACLE)
async def test_the_examples_are_what_is_really_answered(api: ApiClient, document: Json, path: str) -> None:
    operation = document["paths"][path.removeprefix(PREFIX)]["post"]
    asked = operation["requestBody"]["content"]["application/json"]["example"]
    written = operation["responses"]["200"]["content"]["application/json"]["example"]

    answer = await api.ask(path, asked)

    assert answer | {"processing_time_ms": 0} == written | {"processing_time_ms": 0}


@pytest.mark.parametrize("path", ORACLE)
async def test_examples_and_answers_are_valid_by_their_schemas(api: ApiClient, document: Json, path: str) -> None:
    operation = document["paths"][path.removeprefix(PREFIX)]["post"]
    asked = operation["requestBody"]["content"]["application/json"]
    answered = operation["responses"]["200"]["content"]["application/json"]

    assert errors_of(document, asked["schema"], asked["example"]) == []
    assert errors_of(document, answered["schema"], await api.ask(path, asked["example"])) == []
    assert errors_of(document, answered["schema"], {}) != []


async def test_a_refusal_is_valid_by_the_schema_of_problems(api: ApiClient, document: Json) -> None:
    content = document["components"]["responses"]["422"]["content"]["application/problem+json"]
    for path in EXAMPLES:
        assert errors_of(document, content["schema"], (await api.post(path, {})).json()) == []


def errors_of(document: Json, schema: Json, instance: Any) -> list[str]:
    whole = {**schema, "components": document["components"]}
    return [error.message for error in Draft202012Validator(whole).iter_errors(instance)]
