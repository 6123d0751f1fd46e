"""What of a job's arguments and result not everybody who looks at jobs needs to read: secrets, and words of people."""

import re
from typing import Any

import msgspec

MASK = "•••"
_PRIVATE_KEY = re.compile(
    r"password|secret|token|credential|api_?key|email|recipient|address|subject|text|message|body|name$", re.IGNORECASE
)
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def mask(text: str) -> str:
    """JSON with what is private in it replaced; ids, numbers and dates stay. The same text where nothing is private."""
    value = msgspec.json.decode(text)
    masked = _masked(value)
    return text if masked == value else msgspec.json.encode(masked).decode()


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: MASK if _is_private(key, inner) else _masked(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner) for inner in value]
    return MASK if isinstance(value, str) and _ADDRESS.search(value) else value


def _is_private(key: str, value: object) -> bool:
    return isinstance(value, str) and bool(value) and bool(_PRIVATE_KEY.search(key))
