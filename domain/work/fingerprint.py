"""The fingerprint of an error: the same for failures of one cause, whoever and whatever they happened to."""

import hashlib
import re
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MESSAGE = 300
# Some errors carry a whole document.
LONGEST_READ = 2_000

# In this order: an id has numbers in it, and an address may be quoted.
_VARIABLE = (
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE), "<id>"),
    (re.compile(r"[^\s@<>\"'(]{1,64}@[^\s@<>\"')]{1,200}"), "<address>"),
    (re.compile(r"\"[^\"]*\"|“[^”]*”|`[^`]*`|(?<!\w)'[^']*'(?!\w)"), "<value>"),
    (re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b|0x[0-9a-f]+", re.IGNORECASE), "<hex>"),
    (re.compile(r"\d+(?:[.,:]\d+)*"), "<n>"),
    (re.compile(r"\s+"), " "),
)


def fingerprint_of(error: BaseException) -> str:
    """Of its class, the innermost of our own functions that it went through, and its message without what varies."""
    return fingerprint(type(error).__name__, innermost_own_frame(error), str(error))


def fingerprint(error_class: str, frame: str, message: str) -> str:
    """Sixteen hexadecimal digits."""
    parts = "\0".join((error_class, frame, without_variables(message)))
    return hashlib.blake2b(parts.encode(errors="replace"), digest_size=8).hexdigest()


def without_variables(message: str) -> str:
    """The message with ids, addresses, quoted values and numbers taken out."""
    message = message[:LONGEST_READ]
    for pattern, name in _VARIABLE:
        message = pattern.sub(name, message)
    return message.strip()[:LONGEST_MESSAGE]


def innermost_own_frame(error: BaseException) -> str:
    """`file:function` below the root of Hallway, of what caused the error first; "" if it never went through ours.

    No line number: it changes with each edit of the file.
    """
    while error.__cause__ is not None:
        error = error.__cause__
    own = [own for frame in traceback.extract_tb(error.__traceback__) if (own := _own(frame))]
    return own[-1] if own else ""


def _own(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    if not path.is_relative_to(ROOT) or "site-packages" in path.parts:
        return ""
    return f"{path.relative_to(ROOT)}:{frame.name}"


# What a worker leaves that died under a job: nobody was there to raise anything.
WORKER_DIED = fingerprint("WorkerDied", "", "the worker died")
