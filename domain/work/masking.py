"""What of a job is shown to whoever looks: ids, numbers and names of things, but no secrets and no personal text.

Whoever needs the rest asks for it, and that is written down. Secrets in an error are not even stored.
"""

import re

import msgspec
from msgspec import Struct

MASK = "••••••"

_SECRET_NAME = re.compile(
    r"token|passw|secret|api_?key|(^|_)key$|authoriz|cookie|credential|signature|session_id", re.IGNORECASE
)
_PERSONAL_NAME = re.compile(
    r"e?mail$|address|phone|(^|_)(name|recipient|subject|body|text|message|reason|notes?|bio)$", re.IGNORECASE
)
# An id, a date, a number, a word of the code: arguments are made of these. Anything longer was written by people.
_PLAIN = re.compile(r"[A-Za-z0-9_.:+\-]{0,40}")

# Each piece has a longest length, so that a long word is gone through once.
_ADDRESS = re.compile(r"[^\s@<>\"'(:/]{1,64}@[^\s@<>\"')]{1,190}\.[A-Za-z]{2,20}")
_SECRETS = (
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}"), rf"\1 {MASK}"),
    (
        re.compile(
            r"(?i)((?<![\w-])[\w-]{0,40}?(?:token|passw\w*|secret|api[_-]?key|authorization|cookie|signature)[\"']?\s*[=:]\s*)"
            r"(?!bearer|basic)[\"']?[^\s\"',;&)}]+[\"']?"
        ),
        rf"\1{MASK}",
    ),
    (re.compile(r"\b(?:sk|pk)-[A-Za-z0-9_-]{8,}|\beyJ[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+)*"), MASK),
    (re.compile(r"(\b\w{1,20}://[^\s:/@]{0,64}:)[^\s@/]{1,200}@"), rf"\1{MASK}@"),
)


class Masked(Struct, frozen=True):
    """JSON without what is not for everybody, the same text if there is nothing such; `hidden` values were masked."""

    json: str
    hidden: int


def mask_json(text: str) -> Masked:
    """Mask values by their names, and strings that look like something written by people."""
    hidden = 0

    def masked(value: object, name: str = "") -> object:
        nonlocal hidden
        if isinstance(value, dict):
            return {str(key): masked(inner, str(key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [masked(inner, name) for inner in value]
        if _is_for_everybody(value, name):
            return value
        hidden += 1
        return MASK

    encoded = msgspec.json.encode(masked(msgspec.json.decode(text))).decode()
    return Masked(encoded if hidden else text, hidden)


def mask_secrets(text: str) -> str:
    """Mask what opens something: tokens and passwords within an error's message or a traceback."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


def mask_text(text: str) -> str:
    """Mask people's addresses too."""
    return _ADDRESS.sub(MASK, mask_secrets(text))


def _is_for_everybody(value: object, name: str) -> bool:
    if value is None or value == "" or isinstance(value, bool):
        return True
    if _SECRET_NAME.search(name):
        return False
    if not isinstance(value, str):
        return True
    return not _PERSONAL_NAME.search(name) and _PLAIN.fullmatch(value) is not None
