"""The shapes of answers that the model is asked for, as the API takes them.

Bounds are not among them, for the API enforces none: `answers` does.
"""

from typing import Any

Schema = dict[str, Any]


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "required": list(properties),
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_TEXT: Schema = {"type": "string"}
_WHOLE: Schema = {"type": "integer"}

# A reason is two quotations, so that it can be checked: see `evidence`.
_REASON = _object(yours=_TEXT, theirs=_TEXT)
MATCHES = _object(matches=_list(_object(id=_WHOLE, score=_WHOLE, reasons=_list(_REASON))))
STARTERS = _object(starters=_list(_TEXT))
INTRODUCTION = _object(introduction=_TEXT)
READINGS = _object(
    sessions=_list(
        _object(id=_WHOLE, level=_TEXT, tags=_list(_TEXT), outcomes=_list(_TEXT), audiences=_list(_TEXT)),
    )
)


def output_config(schema: Schema) -> dict[str, Any]:
    """For the field of that name of a request."""
    return {"format": {"type": "json_schema", "schema": schema}}
