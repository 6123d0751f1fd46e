"""Which JSON schemas structured output takes; the SDK rewrites a pydantic model so that its schema is one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local.model_server.errors import invalid

UNSUPPORTED = frozenset(
    {
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "maxItems",
        "uniqueItems",
        "minProperties",
        "maxProperties",
        "patternProperties",
        "oneOf",
        "not",
    }
)


def refuse_schema(schema: Mapping[str, Any], place: str = "output_config.format.schema") -> None:
    """Raises: ApiError 400 naming the first keyword that is not supported, and where it stands."""
    for keyword in sorted(UNSUPPORTED & schema.keys()):
        raise invalid(f"{place}: For '{schema.get('type', 'any')}' type, property '{keyword}' is not supported")
    if schema.get("minItems", 0) not in (0, 1):
        raise invalid(f"{place}: For 'array' type, 'minItems' values other than 0 or 1 are not supported")
    if schema.get("type") == "object" and schema.get("additionalProperties") is not False:
        raise invalid(f"{place}: For 'object' type, 'additionalProperties' must be explicitly set to false")
    for key, child in children(schema).items():
        refuse_schema(child, f"{place}.{key}")


def children(schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The schemas within a schema, by their place."""
    named = {
        f"{group}.{name}": child
        for group in ("properties", "$defs")
        for name, child in (schema.get(group) or {}).items()
    }
    listed = {
        f"{group}.{place}": child for group in ("anyOf", "allOf") for place, child in enumerate(schema.get(group) or [])
    }
    items = {"items": schema["items"]} if isinstance(schema.get("items"), Mapping) else {}
    return {**named, **listed, **items}
