"""Describes the API in OpenAPI 3.1, from its routes and from the structs that read and write the JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from web.api.operation import Operation
from web.api.problem_statuses import PROBLEM_STATUSES
from web.errors import ProblemDetails

PREFIX = "/api/v1"
Json = dict[str, Any]

_ABOUT = (
    "Which sessions and speakers suit a person, and how to begin a conversation. Every request carries a bearer token, "
    "which `./hallway token EMAIL` prints. Fields that are not known are passed over; everything optional may be "
    "absent, null or empty."
)
_COMPONENT = "#/components/schemas/{name}"
_HEADERS = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}}},
    429: {"Retry-After": {"schema": {"type": "integer"}}},
    503: {"Retry-After": {"schema": {"type": "integer"}}},
}


def describe_api(site: Litestar) -> Json:
    """The whole document. The same routes give the same document."""
    operations = list(operations_of(site))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hallway API", "version": "1", "description": _ABOUT},
        "servers": [{"url": PREFIX}],
        "security": [{"token": []}],
        "paths": {path.removeprefix(PREFIX): {"post": _describe(name, each)} for path, name, each in operations},
        "components": {
            "schemas": _schemas(each for _, _, each in operations),
            "responses": {str(status): _problem(status) for status in PROBLEM_STATUSES},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def operations_of(site: Litestar) -> Iterator[tuple[str, str, Operation]]:
    """Each path with its route's name and operation, in the order of the routes."""
    for route in site.routes:
        for handler in getattr(route, "route_handlers", ()):
            if isinstance(handler, HTTPRouteHandler) and "operation" in handler.opt and handler.name:
                yield route.path, handler.name, handler.opt["operation"]


def _describe(name: str, operation: Operation) -> Json:
    answer = _content(operation.answer, operation.example["answer"])
    problems = {str(status): {"$ref": f"#/components/responses/{status}"} for status in PROBLEM_STATUSES}
    return {
        "operationId": name,
        "summary": operation.summary,
        "description": operation.description,
        "requestBody": {"required": True, "content": _content(operation.request, operation.example["request"])},
        "responses": {"200": {"description": operation.description, "content": answer}, **problems},
    }


def _content(struct: type[msgspec.Struct], example: Json) -> Json:
    return {"application/json": {"schema": {"$ref": _COMPONENT.format(name=struct.__name__)}, "example": example}}


def _problem(status: int) -> Json:
    schema = {"$ref": _COMPONENT.format(name=ProblemDetails.__name__)}
    return {
        "description": PROBLEM_STATUSES[status],
        "headers": _HEADERS.get(status, {}),
        "content": {"application/problem+json": {"schema": schema}},
    }


def _schemas(operations: Iterable[Operation]) -> Json:
    structs = [struct for each in operations for struct in (each.request, each.answer)]
    _, components = msgspec.json.schema_components([*structs, ProblemDetails], ref_template=_COMPONENT)
    return components
