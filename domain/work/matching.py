"""A filter as SQL: where its jobs are looked for, and which of what is found there it means.

Jobs are looked for in *sources*, each an index in the order of age; that bounds what a page reads, however large the
ledger is. What no source answers is judged row by row.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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
    """Rows in the order of an index: of `(key, id)` where the key has one value, or else of `id`."""

    condition: str
    span: Span
    key: str = ""
    value: object = None

    @property
    def is_small(self) -> bool:
        """Whether it has only what did not succeed, or failed last time."""
        return self.key in ("state", "fingerprint")

    def narrowed(self, after: UUID | None = None, before: UUID | None = None) -> "Source":
        """Its rows of a narrower span."""
        return replace(self, span=self.span.narrowed(after, before))


@dataclass(frozen=True)
class Search:
    """The sources of a filter, and what their rows are judged by; None if the sources answer the whole of it."""

    sources: tuple[Source, ...]
    judged: Sql | None


def search_for(wanted: JobFilter, now: datetime) -> Search:
    """How to find the jobs that a filter means."""
    span = _span(wanted)
    if wanted.job_id:
        return Search((Source("true", span),), _judged(wanted))
    if wanted.error:
        # Only what failed last time has a fingerprint: few.
        return Search((Source("fingerprint IS NOT NULL", span, "fingerprint", wanted.error),), _judged(wanted, "error"))
    if not any((wanted.states, wanted.queue, wanted.name, wanted.event_id, wanted.person_id, wanted.text)):
        return Search((Source("true", span),), None)
    sources = [source for state in wanted.states or tuple(State) for source in _of_state(state, wanted, span, now)]
    return Search(tuple(sources), _judged(wanted, "states"))


def rows_of(source: Source, columns: str, *, order: str, judged: Sql | None = None, skip: int = 0, limit: int) -> Sql:
    """A SELECT of the source's rows in its order, `ASC` or `DESC`."""
    key = _key(source)
    row, start = (f"({source.key}, id)", f"({key.text}, {{}})") if source.key else ("id", "{}")
    parts = (
        f"(SELECT {columns} FROM job WHERE {source.condition}",  # noqa: S608  # values are passed beside it
        # The key is ordered by, and not compared for equality: so that no other index is of use for the statement. And
        # it is bounded by >= and <=: of > and < the planner believes that they leave next to nothing, and sorts it all.
        f"AND {row} >= {start} AND {row} <= {start}",
        f"AND {judged.text}" if judged else "",
        f"ORDER BY {source.key and f'{source.key} {order}, '}id {order} OFFSET {skip} LIMIT {limit})",
    )
    values = (*key.values, _next(source.span.after), *key.values, _next(source.span.before, -1))
    return Sql(" ".join(parts), (*values, *(judged.values if judged else ())))


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
        return Span(_next(wanted.job_id, -1), _next(wanted.job_id))
    return Span(
        _next(earliest_uuid7(wanted.since), -1) if wanted.since else NIL,
        earliest_uuid7(wanted.until) if wanted.until else LAST,
    )


def _next(job_id: UUID, step: int = 1) -> UUID:
    return UUID(int=min(max(job_id.int + step, 0), LAST.int))


def _of_state(state: State, wanted: JobFilter, span: Span, now: datetime) -> list[Source]:
    if state is not State.SUCCEEDED:
        return [Source("state <> 'succeeded'", span, "state", state.value)]
    # Each of these is an index of what succeeded; the states are written out, or else it would be none.
    if wanted.person_id:
        person = str(wanted.person_id)
        return [
            Source("state = 'succeeded' AND arguments ? 'user_id'", span, "(arguments ->> 'user_id')", person),
            Source(_WITH_MANY_PEOPLE.format(person=person), span),
        ]
    if wanted.event_id:
        return [Source("state = 'succeeded'", span, "event_id", wanted.event_id)]
    if wanted.name:
        return [Source("state = 'succeeded'", span, "name", wanted.name)]
    recent = _next(earliest_uuid7(now - TEXT_WINDOW), -1) if wanted.text else None
    return [Source("state = 'succeeded'", span.narrowed(after=recent))]


# Few of a person's jobs are for many people; read whole, for the planner would rather look through all that succeeded.
_WITH_MANY_PEOPLE = """
id IN (SELECT id FROM job WHERE state = 'succeeded' AND arguments ? 'user_ids' AND arguments -> 'user_ids' ? '{person}'
       OFFSET 0)"""


def _judged(wanted: JobFilter, answered: str = "") -> Sql | None:
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
    asked = [condition for field, condition in conditions.items() if field != answered and getattr(wanted, field)]
    if not asked:
        return None
    return Sql(" AND ".join(condition.text for condition in asked), tuple(value for it in asked for value in it.values))
