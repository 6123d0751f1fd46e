"""What of a job is shown to whoever looks: ids, numbers and names of things, but no secrets and no personal text.

Whoever needs the rest asks for it, and that is written down.
"""

import re
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.audit.entries import Action, Actor, Target, TargetKind, audited
from domain.errors import NotFound
from domain.tables import Job

MASK = "••••••"

_SECRET_NAME = re.compile(
    r"token|passw|secret|api_?key|(^|_)key$|authoriz|cookie|credential|signature|session_id", re.IGNORECASE
)
_PERSONAL_NAME = re.compile(
    r"e?mail$|address|phone|(^|_)(name|recipient|subject|body|text|message|reason|notes?|bio)$", re.IGNORECASE
)
# An id, a date, a number, a word of the code: arguments are made of these. Anything longer was written by people.
_PLAIN = re.compile(r"[A-Za-z0-9_.:+\-]{0,40}")

_IN_TEXT = (
    (re.compile(r"[^\s@<>\"'(]+@[^\s@<>\"')]+\.[A-Za-z]{2,}"), MASK),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}"), rf"\1 {MASK}"),
    (
        re.compile(
            r"(?i)([\w-]*(?:token|passw\w*|secret|api[_-]?key|authorization|cookie|signature)[\"']?\s*[=:]\s*)"
            r"(?!bearer|basic)[\"']?[^\s\"',;&)}]+[\"']?"
        ),
        rf"\1{MASK}",
    ),
    (re.compile(r"\b(?:sk|pk)-[A-Za-z0-9_-]{8,}|\beyJ[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+)*"), MASK),
    (re.compile(r"(\w+://[^\s:/@]*:)[^\s@/]+@"), rf"\1{MASK}@"),
)


class Masked(Struct, frozen=True):
    """JSON without what is not for everybody; `hidden` values were masked."""

    json: str
    hidden: int


class Plain(Struct, frozen=True):
    """What was masked, as it is: JSON, JSON and text."""

    arguments: str
    result: str | None
    error: str | None


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

    return Masked(msgspec.json.encode(masked(msgspec.json.decode(text))).decode(), hidden)


def mask_text(text: str) -> str:
    """Mask addresses and secrets within an error's message or a traceback."""
    for pattern, replacement in _IN_TEXT:
        text = pattern.sub(replacement, text)
    return text


async def reveal(actor: Actor, job_id: UUID) -> Plain:
    """What is masked of a job; that somebody looked is written down.

    Raises: `NotFound`.
    """
    async with audited(actor, Action.REVEAL, Target(TargetKind.JOB, str(job_id))) as change:
        rows = await Job.select(Job.arguments, Job.result, Job.error).where(Job.id == job_id)
        if not rows:
            raise NotFound("There is no job with this id. Jobs that ended long ago are deleted.")
        change.affected = 0
        change.job_ids = [job_id]
    return Plain(**rows[0])


def _is_for_everybody(value: object, name: str) -> bool:
    if value is None or isinstance(value, bool):
        return True
    if _SECRET_NAME.search(name):
        return False
    if not isinstance(value, str):
        return True
    return not _PERSONAL_NAME.search(name) and _PLAIN.fullmatch(value) is not None
