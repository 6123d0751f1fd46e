"""JSON read within bounds, and looked into without trusting its shape."""

import json
from typing import Any

from domain.errors import InvalidInput
from domain.programme.safe_file import MOST_JSON_CONTAINERS, MOST_JSON_VALUES

Object = dict[str, Any]


def read_json(content: bytes) -> Any:
    """The document, decoded from UTF-8, -16 or -32.

    Raises: `InvalidInput` if it is not JSON, is cut off, is nested too deeply, or has too many values.
    """
    containers = content.count(b"{") + content.count(b"[")
    if containers > MOST_JSON_CONTAINERS or content.count(b",") > MOST_JSON_VALUES:
        raise InvalidInput("The JSON has too many values for a schedule.")
    try:
        return json.loads(content)
    except UnicodeDecodeError:
        raise InvalidInput("The JSON is not in UTF-8.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InvalidInput(f"The JSON is not well-formed, or the file is cut off: {error.msg} ({where}).") from None
    except ValueError as error:
        raise InvalidInput(f"The JSON has a value that cannot be read: {error}.") from None
    except RecursionError:
        raise InvalidInput("The JSON is nested too deeply for a schedule.") from None


def text(value: Any) -> str | None:
    """A string or number as text; of a translated text ({"en": …}) or a named thing ({"name": …}) the text in it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return str(value)
    if isinstance(value, dict):
        return _text_within(value)
    return None


def _text_within(value: Object) -> str | None:
    first_choices = [value.get(key) for key in ("en", "name", "title", "slug")]
    return next((one for one in [*first_choices, *value.values()] if isinstance(one, str)), None)


def objects(value: Any) -> list[Object]:
    """The objects in a list; whatever else is in it, or is there in its place, is left out."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def obj(value: Any) -> Object:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}
