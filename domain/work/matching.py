"""A filter as SQL: where its jobs are looked for, and which of what is found there it means.

Jobs are looked for in *sources*, each an index in the order of age; that bounds what a page reads, however large the
ledger is. What no source answers is judged row by row.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import reduce
from uuid import UUID

from domain.ids import NIL, earliest_uuid7
from domain.work.filter import JobFilter
from domain.work.states import State

LAST = UUID(int=(1 << 128) - 1)
_WORD = re.compile(r"[\w.:-]+", re.ASCII)
# What succeeded is searched for a text as far back as this, unless something else narrows it.
TEXT_WINDOW = timedelta(hours=24)


@dataclass(frozen=True)
class Sql:
    """A piece of a statement, with a value for each `{}` in it."""

    text: str
    values: tuple[object, ...] = ()

    def and_(self, other: "Sql") -> "Sql":
        return Sql(f"{self.text} AND {other.text}", (*self.values, *other.values))


@dataclass(frozen=True)
class Span:
    """Ids between two others, neither included."""

    after: UUID = NIL
    before: UUID = LAST

    def narrowed(self, after: UUID | None = None, before: UUID | None = None) -> "Span":
        """What it has in common with another."""
        return Span(max(self.after, after or NIL), min(self.before, before or LAST))


@dataclass(frozen=True)
class Source:
    """Rows in the order of an index: of `(key, id)` where the key has one value, or else of `id`.

    `judged` is what the index leaves open; None if it answers the whole filter.
    """

    condition: str
    span: Span
    key: str = ""
    value: object = None
    judged: Sql | None = None
    rows: str = "job"

    @property
    def is_small(self) -> bool:
        """Whether it has only what did not succeed, or failed last time."""
        return self.key in ("state", "fingerprint")

    def narrowed(self, after: UUID | None = None, before: UUID | None = None) -> "Source":
        """Its rows of a narrower span."""
        return replace(self, span=self.span.narrowed(after, before))


def search_for(wanted: JobFilter, now: datetime) -> tuple[Source, ...]:
    """Where to find the jobs that a filter means."""
    span = _span(wanted)
    if wanted.job_id:
        return (Source("true", span, judged=_judged(wanted)),)
    if wanted.error:
        # Only what failed last time has a fingerprint: few.
        judged = _judged(wanted, "error")
        return (Source("fingerprint IS NOT NULL", span, "fingerprint", wanted.error, judged),)
    if not any((wanted.states, wanted.queue, wanted.name, wanted.event_id, wanted.person_id, wanted.text)):
        return (Source("true", span),)
    return tuple([source for state in wanted.states or tuple(State) for source in _of_state(state, wanted, span, now)])


def rows_of(
    source: Source, columns: str, *, order: str, most: int | None, limit: int, beyond: Sql | None = None
) -> Sql:
    """A SELECT of at most `limit` rows that the filter means, `ASC` or `DESC`, of the first `most` of the source.

    `beyond` is another condition. They are read in the order of the index up to there, and then judged: else the
    planner would leave the order where it believes that few are meant, and read whatever it may.
    """
    seen = _ordered(source, f"*, {source.key} AS sorted_by" if source.key else "*", order)
    bound = f"LIMIT {most}" if most else "OFFSET 0"
    conditions = [condition for condition in (source.judged, beyond) if condition]
    text = f"(SELECT {columns} FROM ({seen.text} {bound}) seen"  # noqa: S608  # values are passed beside it
    values = seen.values
    if conditions:
        judged = reduce(Sql.and_, conditions)
        text, values = f"{text} WHERE {judged.text}", (*values, *judged.values)
    return Sql(f"{text} ORDER BY {source.key and f'sorted_by {order}, '}id {order} LIMIT {limit})", values)


def row_at(source: Source, columns: str, *, order: str, place: int) -> Sql:
    """A SELECT of the one row before which there are `place` in the source, judged or not."""
    seen = _ordered(source, columns, order)
    return Sql(f"({seen.text} OFFSET {place} LIMIT 1)", seen.values)


def _ordered(source: Source, columns: str, order: str) -> Sql:
    key = _key(source)
    row, start = (f"({source.key}, id)", f"({key.text}, {{}})") if source.key else ("id", "{}")
    text = (
        f"SELECT {columns} FROM {source.rows} WHERE {source.condition} "  # noqa: S608  # values are passed beside it
        # The key is ordered by, and not compared for equality: so that no other index is of use for the statement. And
        # it is bounded by >= and <=: of > and < the planner believes that they leave next to nothing, and sorts it all.
        f"AND {row} >= {start} AND {row} <= {start} ORDER BY {source.key and f'{source.key} {order}, '}id {order}"
    )
    return Sql(text, (*key.values, neighbour(source.span.after), *key.values, neighbour(source.span.before, -1)))


def _key(source: Source) -> Sql:
    """The key's value, written out where it may be: for a parameter the planner guesses."""
    if not source.key:
        return Sql("")
    text = str(source.value)
    return Sql(f"'{text}'") if _WORD.fullmatch(text) else Sql("{}", (source.value,))


def union(parts: Iterable[Sql]) -> Sql:
    """The rows of all of them."""
    found = list(parts)
    return Sql(" UNION ALL ".join(part.text for part in found), tuple(value for part in found for value in part.values))


def _span(wanted: JobFilter) -> Span:
    """Between two moments, by the ids: they are made when a job is asked for."""
    if wanted.job_id:
        return Span(neighbour(wanted.job_id, -1), neighbour(wanted.job_id))
    return Span(
        neighbour(earliest_uuid7(wanted.since), -1) if wanted.since else NIL,
        earliest_uuid7(wanted.until) if wanted.until else LAST,
    )


def neighbour(job_id: UUID, step: int = 1) -> UUID:
    """The id so many steps on, if there is one; else the last, or the first."""
    return UUID(int=min(max(job_id.int + step, 0), LAST.int))


def _of_state(state: State, wanted: JobFilter, span: Span, now: datetime) -> list[Source]:
    if state is not State.SUCCEEDED:
        return [Source("state <> 'succeeded'", span, "state", state.value, _judged(wanted, "states"))]
    # Each of these is an index of what succeeded; the states are written out, or else it would be none.
    done = "state = 'succeeded'"
    if wanted.person_id:
        person, judged = str(wanted.person_id), _judged(wanted, "states", "person_id")
        return [
            Source(f"{done} AND arguments ? 'user_id'", span, "(arguments ->> 'user_id')", person, judged),
            Source("true", span, judged=judged, rows=_WITH_MANY_PEOPLE.format(person=person)),
        ]
    if wanted.event_id:
        return [Source(done, span, "event_id", wanted.event_id, _judged(wanted, "states", "event_id"))]
    if wanted.name:
        return [Source(done, span, "name", wanted.name, _judged(wanted, "states", "name"))]
    recent = neighbour(earliest_uuid7(now - TEXT_WINDOW), -1) if wanted.text else None
    return [Source(done, span.narrowed(after=recent), judged=_judged(wanted, "states"))]


# Few of a person's jobs are for many people; read whole, for the planner would rather look through all that succeeded.
_WITH_MANY_PEOPLE = """
(SELECT * FROM job WHERE state = 'succeeded' AND arguments ? 'user_ids' AND arguments -> 'user_ids' ? '{person}'
 OFFSET 0) job"""


def _judged(wanted: JobFilter, *answered: str) -> Sql | None:
    # Not `=`, for which the planner would leave the source and its order.
    person = str(wanted.person_id)
    conditions = {
        "states": Sql("state = ANY({})", ([state.value for state in wanted.states],)),
        "queue": Sql("queue IS NOT DISTINCT FROM {}", (wanted.queue,)),
        "name": Sql("name IS NOT DISTINCT FROM {}", (wanted.name,)),
        "event_id": Sql("event_id IS NOT DISTINCT FROM {}", (wanted.event_id,)),
        "person_id": Sql("(arguments ->> 'user_id' = {} OR arguments -> 'user_ids' ? {})", (person, person)),
        "error": Sql("fingerprint IS NOT DISTINCT FROM {}", (wanted.error,)),
        "text": Sql("strpos(lower(arguments::text), lower({})) > 0", (wanted.text,)),
    }
    asked = [condition for field, condition in conditions.items() if field not in answered and getattr(wanted, field)]
    return reduce(Sql.and_, asked) if asked else None
