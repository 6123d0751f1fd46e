"""What msgspec says of a field, in words for people and with a JSON Pointer to the place."""

import re

from web.api.refusals import FieldError

_PLACE = re.compile(r"(?s)(?P<words>.*?)(?: - at `\$(?P<path>.*)`)?")
_STEP = re.compile(r"\.(?P<name>\w+)|\[(?P<index>\d+|\.\.\.)\]")
_LIMIT = re.compile(r"Expected `(?P<kind>\w+)` (?P<of_length>of length )?(?P<sign><=|>=) (?P<number>\d+)")
_TYPE = re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<sent>[^`]+)`")
_MISSING = re.compile(r"Object missing required field `(?P<name>\w+)`")
_KINDS = {
    "array": "a list",
    "bool": "true or false",
    "float": "a number with a point",
    "int": "a whole number",
    "null": "null",
    "object": "an object",
    "str": "a string",
}


def describe(message: str) -> FieldError:
    """The place and the sentence of a `msgspec.ValidationError`'s message."""
    found = _PLACE.fullmatch(message)
    words, path = (found["words"], found["path"] or "") if found else (message, "")
    return FieldError(_pointer(path), _sentence(words))


def _pointer(path: str) -> str:
    return "#" + "".join(f"/{step['name'] or step['index']}" for step in _STEP.finditer(path))


def _sentence(words: str) -> str:
    if limit := _LIMIT.fullmatch(words):
        return _of_limit(limit)
    if types := _TYPE.fullmatch(words):
        wanted = " or ".join(_KINDS.get(kind, kind) for kind in types["wanted"].split(" | "))
        return f"This must be {wanted}, and is {_KINDS.get(types['sent'], types['sent'])}."
    if missing := _MISSING.fullmatch(words):
        return f"The field {missing['name']} is missing."
    return f"{words}."


def _of_limit(limit: re.Match[str]) -> str:
    side = "at most" if limit["sign"] == "<=" else "at least"
    number = f"{int(limit['number']):,}"
    if not limit["of_length"]:
        return f"This must be {side} {number}."
    unit = "entries" if limit["kind"] == "array" else "characters"
    return f"This must have {side} {number} {unit if number != '1' else unit.replace('ies', 'y').rstrip('s')}."
