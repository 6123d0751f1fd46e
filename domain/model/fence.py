"""Data fenced off from instructions: lines of JSON between two lines that no text within can know, or write."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping

FenceKey = bytes
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e"})
TOKEN_BYTES = 8


def fence_key(secret: str) -> FenceKey:
    """The key of an installation's fences, from its secret."""
    return hmac.digest(secret.encode(), b"hallway model fence", hashlib.sha256)


def line(record: Mapping[str, object]) -> str:
    """A record as one line in which no angle bracket stands: it cannot hold a fence's line, whatever it says."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def fenced(name: str, lines: Iterable[str], key: FenceKey) -> str:
    """The lines between `<name-token>` and `</name-token>`.

    The token is made of the content and a secret key: whoever writes the content cannot guess it, and the same content
    gives the same text, so that it can be cached by its prefix.
    """
    content = "\n".join(lines)
    token = hmac.digest(key, f"{name}\n{content}".encode(), hashlib.sha256)[:TOKEN_BYTES].hex()
    return f"<{name}-{token}>\n{content}\n</{name}-{token}>"
