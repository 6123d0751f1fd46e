"""The ledger read page by page: jobs by state, queue and name, newest first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.tables import Job
from domain.work.states import State

PAGE_SIZE = 25
# A filter that finds little looks no further than this at once; the next page goes on from there.
ROWS_SEARCHED = 5_000
NEWEST = UUID(int=(1 << 128) - 1)

_COLUMNS = """job.id, job.name, job.queue, job.event_id, job.arguments, job.state, job.priority, job.due_at,
  job.attempts, job.max_attempts, job.crashes, job.progress_done, job.progress_total, job.error,
  job.created_at, job.started_at, job.finished_at"""

# The newest rows of the states, then those of them that the filter wants. `edge` says how far was looked, also where
# nothing was found.
_PAGE = """
WITH searched AS (SELECT * FROM ({states}) of_states ORDER BY id DESC LIMIT {{}}),
edge AS (SELECT count(*) AS rows_searched, (array_agg(id ORDER BY id))[1] AS searched_until FROM searched),
found AS (SELECT id FROM searched WHERE ({{}}::text IS NULL OR queue = {{}}) AND ({{}}::text IS NULL OR name = {{}})
          ORDER BY id DESC LIMIT {{}})
SELECT rows_searched, searched_until, {columns}
FROM edge LEFT JOIN found ON true LEFT JOIN job ON job.id = found.id ORDER BY job.id DESC
"""

# States are written out: a parameter would keep the planner from the partial index.
_OF_STATE = "(SELECT id, queue, name FROM job WHERE {condition}id < {{}} ORDER BY id DESC LIMIT {{}})"


class JobFilter(Struct, frozen=True):
    """Which jobs to list; () and None leave a property open. `before` is the id of the last job of the page before."""

    states: tuple[State, ...] = ()
    queue: str | None = None
    name: str | None = None
    before: UUID | None = None


class JobRow(Struct, frozen=True, kw_only=True):
    """One job as a list shows it; `arguments` is JSON."""

    id: UUID
    name: str
    queue: str
    event_id: UUID
    arguments: str
    state: State
    priority: int
    due_at: datetime
    attempts: int
    max_attempts: int
    crashes: int
    progress_done: int
    progress_total: int | None
    error: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class JobPage(Struct, frozen=True):
    """One page, newest first; `next_before` leads to the one after it, None at the end."""

    jobs: tuple[JobRow, ...]
    next_before: UUID | None


async def list_jobs(wanted: JobFilter, page_size: int = PAGE_SIZE) -> JobPage:
    """Read one page by keyset: the thousandth as fast as the first, and bounded where a filter finds nothing."""
    before, searched = wanted.before or NEWEST, _rows_to_search(wanted, page_size)
    of_states = [before, searched] * max(1, len(wanted.states))
    matching = [wanted.queue, wanted.queue, wanted.name, wanted.name, page_size + 1]
    rows = await Job.raw(_page_query(wanted.states), *of_states, searched, *matching)
    return _page(rows, page_size, searched)


def _rows_to_search(wanted: JobFilter, page_size: int) -> int:
    return ROWS_SEARCHED if wanted.queue or wanted.name else page_size + 1


def _page_query(states: tuple[State, ...]) -> str:
    conditions = [f"state = '{state.value}' AND " for state in states] or [""]
    return _PAGE.format(
        states=" UNION ALL ".join(_OF_STATE.format(condition=condition) for condition in conditions), columns=_COLUMNS
    )


def _page(rows: list[dict[str, Any]], page_size: int, searched: int) -> JobPage:
    searched_until = rows[0]["searched_until"] if rows[0]["rows_searched"] == searched else None
    jobs = tuple([_job(row) for row in rows if row["id"]])
    if len(jobs) > page_size:
        return JobPage(jobs[:page_size], jobs[page_size - 1].id)
    return JobPage(jobs, searched_until)


def _job(row: dict[str, Any]) -> JobRow:
    values = {field: row[field] for field in JobRow.__struct_fields__}
    return JobRow(**{**values, "state": State(row["state"])})
