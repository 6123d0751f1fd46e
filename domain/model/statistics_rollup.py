"""The roll-up of the model's calls, each counted once: by day, event, purpose and end, and since ever."""

from datetime import datetime, timedelta

from domain.ids import NIL
from domain.tables import ModelCall, ModelStatistic
from domain.work.statistics.buckets import bucket_sql, count_sql
from domain.work.statistics.rollup import Source
from domain.work.statistics.statements import added_counts, added_up, spans

SUMS = ("input_tokens", "cache_write_tokens", "cache_read_tokens", "output_tokens", "cost_microdollars")
DAY_SECONDS = 86_400

_NEXT = (
    "SELECT date_trunc('minute', created_at, 'UTC') AS at FROM model_call WHERE created_at >= {} "
    "ORDER BY created_at LIMIT 1"
)
# Somebody waits for a single call; those of a batch take their time. What was not asked took none.
_WAITED_FOR = "batch_id IS NULL AND duration_ms > 0"
COUNTED = f"""count(*) AS calls, count(*) FILTER (WHERE is_simulated) AS simulated,
  {", ".join(f"sum({column})::bigint AS {column}" for column in SUMS)},
  {count_sql("latency_bucket", _WAITED_FOR)} AS latency"""

_COUNT = f"""
WITH called AS MATERIALIZED (
  SELECT model_call.*, coalesce(event_id, {{}}::uuid) AS of_event,
    {bucket_sql("duration_ms / 1000.0")} AS latency_bucket
  FROM model_call WHERE created_at >= {{}} AND created_at < {{}}),
counted AS (
  INSERT INTO model_statistic (id, step_seconds, at, event_id, purpose, outcome, calls, simulated, {", ".join(SUMS)},
                               latency)
  SELECT gen_random_uuid(), step, at, of_event, purpose, outcome, {COUNTED}
  FROM called CROSS JOIN {spans((DAY_SECONDS, 0), "created_at")} GROUP BY step, at, of_event, purpose, outcome
  ON CONFLICT (step_seconds, at, event_id, purpose, outcome) DO UPDATE SET
    {added_up("model_statistic", "calls", "simulated", *SUMS)}, {added_counts("model_statistic", "latency")})
SELECT count(*) AS calls FROM called
"""  # noqa: S608  # constants of this module


async def _next_after(moment: datetime) -> datetime | None:
    rows = await ModelCall.raw(_NEXT, moment)
    return rows[0]["at"] if rows else None


async def _count(since: datetime, until: datetime) -> int:
    [row] = await ModelStatistic.raw(_COUNT, NIL, since, until)
    calls: int = row["calls"]
    return calls


# Calls are never deleted.
MODEL_CALLS = Source("model_calls", timedelta(days=3650), _next_after, _count)
