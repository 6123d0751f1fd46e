"""Who or what asked for a job, in words."""

from uuid import UUID

from msgspec import Struct

from domain.work.subjects import as_uuid


class Origin(Struct, frozen=True):
    """`words` are such as "by Ada Björkqvist", "" if it is not known; `job_id` is the job that asked."""

    words: str
    job_id: UUID | None = None


def origin_id(origin: str | None) -> UUID | None:
    """The id in an origin, if there is one."""
    return as_uuid((origin or "").partition(":")[2])


def make_origin(origin: str | None, names: dict[UUID, str]) -> Origin:
    """`origin` as the ledger has it: `person:<id>`, `schedule:<name>`, `job:<id>`, `command` or `visitor`."""
    kind, _, what = (origin or "").partition(":")
    found = origin_id(origin)
    if kind == "person":
        return Origin(f"by {names.get(found, 'somebody who is gone') if found else what}")
    if kind == "schedule":
        return Origin(f"by the schedule {what}")
    if kind == "job":
        return Origin("by another job", found)
    return Origin({"command": "by a command", "visitor": "by somebody who was not signed in"}.get(kind, ""))
