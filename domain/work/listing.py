"""The ledger read page by page, by keyset: the thousandth page as fast as the first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.clock import utc_now
from domain.errors import InvalidInput
from domain.ids import NIL
from domain.tables import Job
from domain.work.filter import JobFilter, Place, Sort, require_sortable
from domain.work.matching import LAST, Source, Sql, neighbour, row_at, rows_of, search_for, union
from domain.work.states import State

PAGE_SIZE = 25
# A filter that finds little looks at no more rows than this at once among what succeeded; the next page goes on from
# there. What is open or ended in vain is looked through as far as it is sorted.
ROWS_SEARCHED = 10_000
# What is sorted by anything but age is read whole, the oldest first, up to this many of each state.
MOST_SORTED = 50_000

_COLUMNS = """id, name, queue, event_id, arguments, state, priority, due_at, attempts, max_attempts, crashes,
  progress_done, progress_total, error, fingerprint, created_at, changed_at, started_at, finished_at"""

# Each key is ascending, and ties are in the order of age.
_KEYS = {
    Sort.OLDEST_DUE: "due_at",
    Sort.PRIORITY: "-priority",
    Sort.LONGEST_RUNNING: "started_at",
    Sort.MOST_ATTEMPTS: "-attempts",
}

# `edge` is the id up to which was looked, where a source has more; what lies beyond it is for the next page.
_BY_AGE = """
WITH edge AS MATERIALIZED (SELECT id FROM ({edges}) edges ORDER BY id {order} LIMIT 1)
SELECT (SELECT id FROM edge) AS edge, NULL AS sort_key, found.*
FROM (VALUES (true)) always
LEFT JOIN (SELECT * FROM ({sources}) of_sources ORDER BY id {order} LIMIT {limit}) found ON true
ORDER BY found.id {order}
"""

_BY_KEY = """
SELECT (SELECT id FROM ({edges}) edges LIMIT 1) AS edge, found.*
FROM (VALUES (true)) always
LEFT JOIN (SELECT {key} AS sort_key, of_sources.* FROM ({sources}) of_sources WHERE {place}
           ORDER BY sort_key {order}, id {order} LIMIT {limit}) found ON true
ORDER BY found.sort_key {order}, found.id {order}
"""


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
    fingerprint: str | None
    created_at: datetime
    changed_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class JobPage(Struct, frozen=True):
    """One page; `after` leads to the next and `before` to the one before it, None where there is none.

    `was_cut`: there were more rows than are looked at in one go. By age, the next page goes on where this one stopped
    looking, and it may itself be empty; in another order, only the oldest were sorted.
    """

    jobs: tuple[JobRow, ...]
    after: Place | None
    before: Place | None
    was_cut: bool = False


async def list_jobs(
    wanted: JobFilter, sort: Sort = Sort.NEWEST, place: Place | None = None, page_size: int = PAGE_SIZE
) -> JobPage:
    """Read one page, in one query.

    Raises: `InvalidInput` for a sort that these states do not have, or a place that is of no page.
    """
    require_sortable(wanted.states, sort)
    sources, key = search_for(wanted, utc_now()), _KEYS.get(sort)
    query = _by_key(sources, key, place, page_size) if key else _by_age(sources, place, page_size)
    return _page(await Job.raw(query.text, *query.values), sort, place, page_size)


def _by_age(sources: Sequence[Source], place: Place | None, page_size: int) -> Sql:
    order = "DESC"
    if place:
        start = _uuid(place.job)
        order = "ASC" if place.is_backwards else "DESC"
        sources = [it.narrowed(after=start) if place.is_backwards else it.narrowed(before=start) for it in sources]
    edges, limit = _edges([it for it in sources if it.judged], order), page_size + 1
    within = _within_edge(order) if any(it.judged for it in sources) else None
    found = union(
        rows_of(it, _COLUMNS, order=order, most=_most(it) + 1 if it.judged else limit, limit=limit, beyond=within)
        for it in sources
    )
    text = _BY_AGE.format(edges=edges.text, sources=found.text, order=order, limit=limit)
    return Sql(text, (*edges.values, *found.values))


def _by_key(sources: Sequence[Source], key: str, place: Place | None, page_size: int) -> Sql:
    is_backwards = place is not None and place.is_backwards
    edges = _edges(sources, "ASC")
    found = union(rows_of(it, _COLUMNS, order="ASC", most=MOST_SORTED, limit=MOST_SORTED) for it in sources)
    beyond = _beyond(key, place) if place else Sql("true")
    text = _BY_KEY.format(
        edges=edges.text,
        sources=found.text,
        key=key,
        place=beyond.text,
        order="DESC" if is_backwards else "ASC",
        limit=page_size + 1,
    )
    return Sql(text, (*edges.values, *found.values, *beyond.values))


def _edges(sources: Sequence[Source], order: str) -> Sql:
    """The last row of each source that is looked at, where there are more."""
    cut = [row_at(it, "id", order=order, place=_most(it)) for it in sources]
    return union(cut) if cut else Sql("SELECT NULL::uuid AS id WHERE false")


def _most(source: Source) -> int:
    return MOST_SORTED if source.is_small else ROWS_SEARCHED


def _within_edge(order: str) -> Sql:
    """Where one source is cut, the others go no further."""
    if order == "DESC":
        return Sql("id >= coalesce((SELECT id FROM edge), {})", (NIL,))
    return Sql("id <= coalesce((SELECT id FROM edge), {})", (LAST,))


def _beyond(key: str, place: Place) -> Sql:
    value, _, job_id = place.job.partition(" ")
    try:
        bound: object = datetime.fromisoformat(value) if key.endswith("_at") else int(value)
    except ValueError as error:
        raise _no_such_place() from error
    comparison = "<" if place.is_backwards else ">"
    return Sql(f"({key}, id) {comparison} ({{}}, {{}})", (bound, _uuid(job_id)))


def _page(rows: list[dict[str, Any]], sort: Sort, place: Place | None, page_size: int) -> JobPage:
    """The rows in the order in which they were read, which for a page backwards is not that of the list."""
    edge, found = rows[0]["edge"], [row for row in rows if row["id"]]
    shown = found[:page_size]
    onwards = _token(shown[-1]) if len(found) > page_size else str(edge) if edge and sort is Sort.NEWEST else None
    back = (_token(shown[0]) if shown else _turned(place)) if place else None
    was_cut = bool(edge) and (sort is not Sort.NEWEST or len(found) <= page_size)
    if place and place.is_backwards:
        onwards, back, shown = back, onwards, shown[::-1]
    return JobPage(
        jobs=tuple([_job(row) for row in shown]),
        after=Place(onwards) if onwards else None,
        before=Place(back, is_backwards=True) if back else None,
        was_cut=was_cut,
    )


def _token(row: dict[str, Any]) -> str:
    key = row["sort_key"]
    start = f"{key.isoformat() if isinstance(key, datetime) else key} " if key is not None else ""
    return f"{start}{row['id']}"


def _turned(place: Place) -> str:
    """From where an empty page is left again: so that the job it began after is on the page that is come back to."""
    start, job_id = place.job[:-36], _uuid(place.job[-36:])
    return f"{start}{neighbour(job_id, 1 if place.is_backwards else -1)}"


def _uuid(token: str) -> UUID:
    try:
        return UUID(token)
    except ValueError as error:
        raise _no_such_place() from error


def _no_such_place() -> InvalidInput:
    return InvalidInput("This page of the list does not exist; begin with the first.")


def _job(row: dict[str, Any]) -> JobRow:
    values = {field: row[field] for field in JobRow.__struct_fields__}
    return JobRow(**{**values, "state": State(row["state"])})
