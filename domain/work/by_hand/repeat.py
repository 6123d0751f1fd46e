"""Ask for a job's work anew with edited arguments: as a new job, that points to the old one."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import fields

from domain.audit.entries import Action, Actor, Target, TargetKind, audited
from domain.errors import InvalidInput, NotFound
from domain.tables import Job
from domain.work import works
from domain.work.enqueue import enqueue
from domain.work.masking import mask_json
from domain.work.states import TERMINAL, State
from domain.work.work import Work

_WORDS: dict[Any, str] = {
    UUID: "This has to be an id, such as 01a206e6-8f37-70b1-b736-8a79bb65b196.",
    tuple[UUID, ...]: "This has to be a list of ids in JSON, each in quotation marks.",
    date | None: "This has to be a date, such as 2026-11-18, or nothing.",
}


class InvalidArguments(InvalidInput):
    """Some arguments are not what the work takes; `problems` has a sentence for each by its name."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("Some arguments are not what this work takes; nothing was enqueued.")
        self.problems = problems


def kind_of(name: str) -> type[Work]:
    """The kind of work that a job is of. Raises: `NotFound` for one that there is no more."""
    kind = getattr(works, name, None)
    if not (isinstance(kind, type) and issubclass(kind, Work)):
        raise NotFound("There is no work of this kind any more, so it cannot be asked for anew.")
    return kind


def is_kind(name: str) -> bool:
    """Whether there is such work."""
    try:
        return bool(kind_of(name))
    except NotFound:
        return False


def argument_names(name: str) -> tuple[str, ...]:
    """What a kind of work takes, in its order. Raises: `NotFound`."""
    return tuple([field.name for field in fields(kind_of(name))])


def make_work(name: str, arguments: Mapping[str, object]) -> Work:
    """Raises: `NotFound`; `InvalidArguments`."""
    kind = kind_of(name)
    problems = {field.name: problem for field in fields(kind) if (problem := _problem(field, arguments))}
    problems |= dict.fromkeys(arguments.keys() - set(argument_names(name)), "This work takes no such argument.")
    if problems:
        raise InvalidArguments(problems)
    return msgspec.convert(arguments, kind)


def _problem(field: Any, arguments: Mapping[str, object]) -> str:
    if field.name not in arguments:
        return "This has to be given." if field.required else ""
    try:
        msgspec.convert(arguments[field.name], field.type)
    except msgspec.ValidationError as error:
        return _WORDS.get(field.type, f"{error}.")
    return ""


def require_over(state: State) -> None:
    """Raises: `InvalidInput` for a job that is not over."""
    if state not in TERMINAL:
        raise InvalidInput("This job is not over. Cancel it, or wait for its end, before it is repeated.")


async def repeat_job(actor: Actor, job_id: UUID, arguments: Mapping[str, object]) -> UUID:
    """The id of the new job, or of the waiting one that does this work already; written down with what was edited.

    Raises: `NotFound`; `InvalidArguments`; `InvalidInput` for a job that is not over.
    """
    async with audited(actor, Action.REPEAT, Target(TargetKind.JOB, str(job_id))) as change:
        rows = await Job.raw("SELECT name, state, arguments FROM job WHERE id = {} FOR SHARE", job_id)
        if not rows:
            raise NotFound("There is no job with this id. Jobs that ended long ago are deleted.")
        require_over(State(rows[0]["state"]))
        new_id = await enqueue(make_work(rows[0]["name"], arguments))
        await Job.raw("UPDATE job SET replayed_from = {} WHERE id = {} AND id <> {}", job_id, new_id, job_id)
        change.before = {"arguments": _masked(rows[0]["arguments"])}
        change.after = {"arguments": _masked(msgspec.json.encode(arguments).decode()), "job": str(new_id)}
        change.job_ids = [new_id]
    return new_id


def _masked(arguments: str) -> object:
    """As the audit log, which stays, may keep them."""
    return msgspec.json.decode(mask_json(arguments).json)
