"""The page of one job: what is known of it, in words."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from litestar.datastructures import State
from msgspec import Struct

from domain.audit.of_job import JobEntry, list_entries_of_job
from domain.errors import InvalidInput, NotFound
from domain.work.by_hand.repeat import is_kind
from domain.work.by_hand.replay_lines import ReplayLine, find_replay
from domain.work.job_details import JobDetails, Relative, read_job
from domain.work.masked_job import mask_job
from domain.work.states import TERMINAL
from domain.work.subjects import as_uuid, name_subjects
from domain.work.works import ReplayJobs
from web.admin.dead_letters.replays import make_replay_view
from web.admin.job.attempts import make_attempt
from web.admin.job.origins import make_origin, origin_id
from web.admin.job.timeline import make_spans, make_timeline
from web.admin.job.view import Argument, JobGone, JobPage, RelativeLine
from web.admin.jobs.actions import CANCEL, RUN, JobAction, actions_for
from web.admin.live.pages import LiveKind
from web.admin.snapshot import Snapshot
from web.admin.words import PILLS, clock, duration, worker_name


class About(Struct, frozen=True):
    """What is told beside the job itself.

    `names` has what the ids among its arguments are called, `entries` what people did to it; `replay` is what it does.
    """

    names: dict[UUID, str]
    entries: tuple[JobEntry, ...]
    replay: ReplayLine | None = None


async def name_mentioned(job: JobDetails) -> dict[UUID, str]:
    """What the ids among its arguments are called, and who asked for it; at most one query."""
    origin = msgspec.json.encode({"origin": origin_id(job.origin)}).decode()
    return await name_subjects([job.arguments, origin])


async def read_job_page(job_id: UUID, now: datetime, *, is_revealed: bool = False) -> JobPage:
    """Six queries at most, and one more for a job that replays others. Raises: `NotFound`."""
    job = await read_job(job_id)
    replay = await find_replay(job_id) if job.name == ReplayJobs.__name__ else None
    about = About(await name_mentioned(job), await list_entries_of_job(job_id), replay)
    return make_job_page(job, about, now, is_revealed=is_revealed)


def make_job_page(stored: JobDetails, about: About, now: datetime, *, is_revealed: bool = False) -> JobPage:
    job = stored if is_revealed else mask_job(stored)
    names = about.names
    end = job.finished_at or now
    return JobPage(
        id=job.id,
        name=job.name,
        pill=PILLS[job.state],
        summary=_summary(job, now),
        error=job.error or "",
        fingerprint=job.fingerprint or "",
        result=job.result or "",
        moments=make_timeline(job, make_origin(job.origin, names), about.entries, now),
        spans=make_spans(job, end),
        life=f"{duration(job.finished_at - job.created_at)} from start to end" if job.finished_at else "",
        attempts=tuple([make_attempt(attempt, now) for attempt in job.attempts_made]),
        arguments=_arguments(job.arguments, names),
        facts=_facts(job, now),
        progress=f"{job.progress_done:,} of {job.progress_total:,}" if job.progress_total else "",
        share=100 * job.progress_done // job.progress_total if job.progress_total else None,
        origin=make_origin(job.origin, names),
        parent=_relative(job.parent) if job.parent else None,
        repeated=_relative(job.repeated) if job.repeated else None,
        repeats=tuple([_relative(repeat) for repeat in job.repeats]),
        children=tuple([_relative(child) for child in job.children]),
        child_count=job.child_count,
        children_succeeded=job.children_succeeded,
        is_over=job.state in TERMINAL,
        priority=job.priority,
        actions=_actions(job, now),
        replay=make_replay_view(about.replay, now) if about.replay else None,
        is_repeatable=is_kind(job.name),
        is_masked=job != stored,
        is_revealed=is_revealed,
        read_at=now,
        clock=clock(now, now),
    )


def _actions(job: JobDetails, now: datetime) -> tuple[JobAction, ...]:
    """What can be done to it, and would change something."""
    idle = {RUN.key: job.due_at <= now, CANCEL.key: job.cancel_requested}
    return tuple([action for action in actions_for((job.state,)) if not idle.get(action.key)])


def _summary(job: JobDetails, now: datetime) -> str:
    tried = f"attempt {job.attempts} of {job.max_attempts}" if job.attempts else "not tried yet"
    return f"{tried}, ended {clock(job.finished_at, now)} UTC" if job.finished_at else tried


def _arguments(arguments: str, names: dict[UUID, str]) -> tuple[Argument, ...]:
    decoded = msgspec.json.decode(arguments, type=dict[str, object])
    return tuple(_argument(key, value, names) for key, value in decoded.items())


def _argument(key: str, value: object, names: dict[UUID, str]) -> Argument:
    found = as_uuid(value)
    return Argument(key, msgspec.json.encode(value).decode(), names.get(found, "") if found else "")


def _facts(job: JobDetails, now: datetime) -> tuple[tuple[str, str], ...]:
    facts = (
        ("Queue", job.queue),
        ("Priority", str(job.priority)),
        ("Timeout", duration(job.timeout)),
        ("Worker", worker_name(job.worker_host, job.worker_pid) if job.worker_host else ""),
        ("Lease", f"until {clock(job.lease_until, now)}" if job.lease_until else ""),
        ("Dispatched", f"{job.dispatch_no} times" if job.dispatch_no > 1 else ""),
        ("Crashes", str(job.crashes) if job.crashes else ""),
        ("Cancel asked", "yes" if job.cancel_requested else ""),
        ("Dedupe key", job.dedupe_key or ""),
        ("Request", job.request_id or ""),
    )
    return tuple([fact for fact in facts if fact[1]])


def _relative(relative: Relative) -> RelativeLine:
    return RelativeLine(relative.id, relative.name, PILLS[relative.state])


def _parse(query: Mapping[str, str]) -> UUID:
    """Raises: `InvalidInput`."""
    found = as_uuid(query.get("job")) if query.keys() == {"job"} else None
    if not found:
        raise InvalidInput("`job` is the id of a job, and all that is asked for.")
    return found


async def _read_live(job_id: UUID, snapshot: Snapshot, _shared: State) -> JobPage | JobGone:
    try:
        return await read_job_page(job_id, snapshot.at)
    except NotFound:
        return JobGone(snapshot.at, clock(snapshot.at, snapshot.at))


JOB_LIVE = LiveKind(_parse, _read_live, "admin/job/live.html")
