"""What the model was asked, what it cost, how long it took and why the algorithm had to answer, over up to 30 days."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.ids import NIL
from domain.model.outcomes import Outcome
from domain.model.statistics_rollup import COUNTED, DAY_SECONDS, MODEL_CALLS, SUMS
from domain.tables import ModelStatistic, StatisticsHorizon
from domain.work.statistics.buckets import Spread, bucket_sql, spread, sum_sql
from domain.work.statistics.statements import UNTIL

LONGEST_DAYS = 30
# Of the calls that are not counted yet; the counting is a minute behind.
MOST_RECENT = 10_000
MOST_EVENTS = 100

ANSWERS = tuple([outcome for outcome in Outcome if outcome.is_answer])
# There was nothing that the algorithm had to answer instead.
NO_FALLBACKS = (*ANSWERS, Outcome.NOTHING_TO_ASK)

_CALLED = f"""
  SELECT model_call.*, coalesce(event_id, '{NIL}') AS of_event, {bucket_sql("duration_ms / 1000.0")} AS latency_bucket
  FROM model_call WHERE created_at >= {{}} AND created_at < {{}} ORDER BY created_at DESC LIMIT {{}}"""  # noqa: S608  # constants of this module

_COLUMNS = ", ".join(f"sum({column})::bigint AS {column}" for column in ("calls", "simulated", *SUMS))

_READ = f"""
WITH called AS MATERIALIZED ({_CALLED}),
part AS (
  SELECT at, event_id, purpose, outcome, calls, simulated, {", ".join(SUMS)}, latency
  FROM model_statistic WHERE step_seconds = {DAY_SECONDS} AND at >= {{}}
  UNION ALL
  SELECT date_trunc('day', created_at, 'UTC') AS day, of_event, purpose, outcome, {COUNTED}
  FROM called GROUP BY day, of_event, purpose, outcome),
grouped AS (
  SELECT at, event_id, purpose, outcome, {_COLUMNS}, {sum_sql("latency")} AS latency,
    coalesce(sum(calls) FILTER (WHERE outcome = ANY({{}})), 0)::bigint AS answered,
    coalesce(sum(calls) FILTER (WHERE outcome <> ALL({{}})), 0)::bigint AS fallbacks
  FROM part WHERE {{}}::uuid IS NULL OR event_id = {{}}
  GROUP BY GROUPING SETS ((), (at), (event_id), (purpose), (outcome)))
SELECT grouped.*, event.name AS event_name, event.slug AS event_slug, (SELECT count(*) FROM called) AS recent
FROM grouped LEFT JOIN event ON event.id = grouped.event_id
"""  # noqa: S608  # constants of this module

_SPENT = f"""
WITH called AS MATERIALIZED ({_CALLED}),
spent AS (
  SELECT event_id, sum(microdollars)::bigint AS microdollars FROM (
    SELECT event_id, cost_microdollars AS microdollars FROM model_statistic WHERE step_seconds = 0
    UNION ALL SELECT of_event, cost_microdollars FROM called
    UNION ALL SELECT event_id, estimated_microdollars FROM model_batch WHERE state IN ('intended', 'submitted')) part
  WHERE event_id <> '{NIL}' GROUP BY event_id)
SELECT spent.event_id, event.name, event.slug, microdollars
FROM spent JOIN event ON event.id = spent.event_id ORDER BY microdollars DESC, event_id LIMIT {{}}
"""  # noqa: S608  # constants of this module

_TOTALS = f"""
SELECT purpose, outcome, {_COLUMNS} FROM model_statistic WHERE step_seconds = 0
GROUP BY purpose, outcome ORDER BY purpose, outcome
"""  # noqa: S608  # constants of this module


class Usage(Struct, frozen=True):
    """Calls, those among them that were not made as well; money in millionths of a dollar.

    `fallbacks` are what the algorithm had to answer instead. `latency` is of single calls: for a batch nobody waits.
    """

    calls: int
    answered: int
    fallbacks: int
    simulated: int
    input_tokens: int
    cache_write_tokens: int
    cache_read_tokens: int
    output_tokens: int
    cost_microdollars: int
    latency: Spread

    @property
    def fallback_share(self) -> float | None:
        """0 to 1; None where nothing was asked for."""
        wanted = self.answered + self.fallbacks
        return self.fallbacks / wanted if wanted else None

    @property
    def cached_share(self) -> float | None:
        """Of all tokens that were sent, those that the model read from its cache; 0 to 1."""
        sent = self.input_tokens + self.cache_write_tokens + self.cache_read_tokens
        return self.cache_read_tokens / sent if sent else None


class DayUsage(Struct, frozen=True):
    """One day in UTC."""

    day: date
    usage: Usage


class EventUsage(Struct, frozen=True):
    """One event; `event_id` None is what belongs to none. `name` is None where the event is gone."""

    event_id: UUID | None
    name: str | None
    slug: str | None
    usage: Usage


class PurposeUsage(Struct, frozen=True):
    """What was asked for one purpose."""

    purpose: str
    usage: Usage


class Reason(Struct, frozen=True):
    """How many calls ended so; `is_fallback` says that the algorithm answered instead."""

    outcome: str
    calls: int
    is_fallback: bool


class ModelUsage(Struct, frozen=True):
    """Days oldest first, without gaps; events and purposes with the most money first; outcomes with the most calls."""

    total: Usage
    days: tuple[DayUsage, ...]
    events: tuple[EventUsage, ...]
    purposes: tuple[PurposeUsage, ...]
    reasons: tuple[Reason, ...]
    is_bounded: bool


class EventSpending(Struct, frozen=True):
    """What an event has cost since ever, with what its open batches may cost."""

    event_id: UUID
    name: str
    slug: str
    microdollars: int


class CallTotal(Struct, frozen=True):
    """Calls since ever of one purpose with one end."""

    purpose: str
    outcome: str
    calls: int
    input_tokens: int
    cache_write_tokens: int
    cache_read_tokens: int
    output_tokens: int
    cost_microdollars: int


Row = Mapping[str, Any]


async def read_model_usage(now: datetime, days: int = LONGEST_DAYS, event_id: UUID | None = None) -> ModelUsage:
    """Two queries: the last so many days, today among them, of all events or one."""
    first = datetime.combine(now.astimezone(UTC), time(), UTC) - timedelta(days=min(days, LONGEST_DAYS) - 1)
    recent = await _recent_bounds(first, now)
    rows = await ModelStatistic.raw(_READ, *recent, first, list(ANSWERS), list(NO_FALLBACKS), event_id, event_id)
    return ModelUsage(
        _usage(next(row for row in rows if _is_total(row))),
        _days(rows, first, now),
        tuple([_event(row) for row in _by_cost(rows, "event_id")][:MOST_EVENTS]),
        tuple([PurposeUsage(row["purpose"], _usage(row)) for row in _by_cost(rows, "purpose")]),
        _reasons(rows),
        is_bounded=any(row["recent"] >= MOST_RECENT for row in rows),
    )


async def read_event_spending(now: datetime) -> tuple[EventSpending, ...]:
    """Two queries: the hundred events that have cost most, for a look at their caps."""
    recent = await _recent_bounds(datetime.fromtimestamp(0, UTC), now)
    return tuple([EventSpending(**row) for row in await ModelStatistic.raw(_SPENT, *recent, MOST_EVENTS)])


async def read_call_totals() -> tuple[CallTotal, ...]:
    """One query; a minute behind."""
    rows = await ModelStatistic.raw(_TOTALS)
    return tuple([CallTotal(**{name: row[name] for name in CallTotal.__struct_fields__}) for row in rows])


async def _recent_bounds(since: datetime, now: datetime) -> tuple[datetime, datetime, int]:
    rows = await StatisticsHorizon.raw(UNTIL, MODEL_CALLS.name)
    return max(since, rows[0]["until"]) if rows else since, now, MOST_RECENT


def _is_total(row: Row) -> bool:
    return all(row[column] is None for column in ("at", "event_id", "purpose", "outcome"))


def _usage(row: Row | None) -> Usage:
    if row is None:
        return Usage(0, 0, 0, 0, 0, 0, 0, 0, 0, spread([]))
    numbers = {name: row[name] or 0 for name in Usage.__struct_fields__ if name != "latency"}
    return Usage(**numbers, latency=spread([count or 0 for count in row["latency"]]))


def _days(rows: Sequence[Row], first: datetime, now: datetime) -> tuple[DayUsage, ...]:
    by_day = {row["at"].astimezone(UTC).date(): row for row in rows if row["at"]}
    dates = [(first + timedelta(days=number)).date() for number in range((now - first).days + 1)]
    return tuple([DayUsage(day, _usage(by_day.get(day))) for day in dates])


def _by_cost(rows: Sequence[Row], column: str) -> list[Row]:
    found = [row for row in rows if row[column] is not None]
    return sorted(found, key=lambda row: (-row["cost_microdollars"], -row["calls"], str(row[column])))


def _event(row: Row) -> EventUsage:
    event_id = None if row["event_id"] == NIL else row["event_id"]
    return EventUsage(event_id, row["event_name"], row["event_slug"], _usage(row))


def _reasons(rows: Sequence[Row]) -> tuple[Reason, ...]:
    found = [row for row in rows if row["outcome"] is not None]
    found.sort(key=lambda row: (-row["calls"], row["outcome"]))
    return tuple([Reason(row["outcome"], row["calls"], row["outcome"] not in NO_FALLBACKS) for row in found])
