"""The statements that count what ended, each attempt once, and those that read the counts."""

from domain.work.statistics.buckets import add_sql, bucket_sql, count_sql, sum_sql

OUTCOMES = ("succeeded", "retried", "dead", "crashed", "cancelled", "returned")
# How long it ran says something of the work only where it came to an end by itself.
_RAN = "outcome IN ('succeeded', 'retried', 'dead')"

# What ended has the time at which its transaction began. So, where no transaction is open that began before a moment,
# all that ended before it is there, and nothing comes late. One that is open for ten minutes is not waited for; the
# five seconds are for one that began and is not yet seen.
SAFE_UNTIL = """
SELECT date_trunc('minute', least({}, now() - interval '5 s', (
  SELECT min(xact_start) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start > now() - interval '10 min'
)), 'UTC') AS until
"""

# Whoever holds the row counts; the others have nothing to do.
HORIZON = "SELECT until FROM statistics_horizon WHERE source = {} FOR UPDATE SKIP LOCKED"
BEGIN = "INSERT INTO statistics_horizon (id, source, until) VALUES ({}, {}, {}) ON CONFLICT (source) DO NOTHING"
MOVE = "UPDATE statistics_horizon SET until = {} WHERE source = {}"

# Through the primary key, which is in the order of time, give or take the clocks of the workers' machines.
NEXT_ATTEMPT = """
SELECT date_trunc('minute', finished_at, 'UTC') AS at FROM job_attempt
WHERE id >= {} AND finished_at >= {} ORDER BY id LIMIT 1
"""


def spans(steps: tuple[int, ...], moment: str) -> str:
    """A row for each step, with the beginning of the span that `moment` falls into; a step of 0 is all of time."""
    values = ", ".join(f"({step})" for step in steps)
    return f"""(VALUES {values}) AS resolution (step) CROSS JOIN LATERAL (SELECT CASE step
    WHEN 0 THEN to_timestamp(0) ELSE date_bin(make_interval(secs => step), {moment}, to_timestamp(0)) END AS at) span"""


def ended(tail: str) -> str:
    """The attempts of which `tail` is true, with how long each waited and ran, and the buckets of that."""
    return f"""
  SELECT attempt.finished_at, job.queue, job.name, job.event_id, outcome, seconds.wait, seconds.run,
    {bucket_sql("seconds.wait")} AS wait_bucket, {bucket_sql("seconds.run")} AS run_bucket
  FROM job_attempt attempt JOIN job ON job.id = attempt.job_id CROSS JOIN LATERAL (
    SELECT extract(epoch FROM attempt.started_at - attempt.due_at)::float8 AS wait,
      extract(epoch FROM attempt.finished_at - attempt.started_at)::float8 AS run) seconds
  WHERE {tail}"""  # noqa: S608  # constants of this module


_OUTCOMES = ", ".join(OUTCOMES)
_HISTOGRAMS = f"{count_sql('wait_bucket')} AS wait, {count_sql('run_bucket', _RAN)} AS run"
_ATTEMPTS = f"""{", ".join(f"count(*) FILTER (WHERE outcome = '{outcome}') AS {outcome}" for outcome in OUTCOMES)},
  {_HISTOGRAMS}"""
_SECONDS = f"""coalesce(sum(ended.wait) FILTER (WHERE ended.wait > 0), 0) AS wait_seconds,
  coalesce(sum(ended.run) FILTER (WHERE {_RAN}), 0) AS run_seconds"""
_EVENTS = """count(*) FILTER (WHERE outcome = 'succeeded') AS succeeded,
  count(*) FILTER (WHERE outcome IN ('retried', 'dead', 'crashed')) AS failed,
  count(*) FILTER (WHERE outcome IN ('cancelled', 'returned')) AS other,
  count(ended.wait) AS waited, coalesce(sum(ended.wait) FILTER (WHERE ended.wait > 0), 0) AS wait_seconds"""


def added_up(table: str, *columns: str) -> str:
    """For an upsert: what is there and what comes, added."""
    return ", ".join(f"{column} = {table}.{column} + excluded.{column}" for column in columns)


def added_counts(table: str, *columns: str) -> str:
    """The same for columns of counts by bucket."""
    return ", ".join(f"{column} = {add_sql(f'{table}.{column}', f'excluded.{column}')}" for column in columns)


_BETWEEN = "attempt.finished_at >= {} AND attempt.finished_at < {}"
ATTEMPT_STEPS = (60, 300, 3600, 0)
EVENT_STEPS = (60, 3600)

COUNT_ATTEMPTS = f"""
WITH ended AS MATERIALIZED ({ended(f"attempt.id >= {{}} AND attempt.id < {{}} AND {_BETWEEN}")}),
of_queues AS (
  INSERT INTO attempt_statistic (id, step_seconds, at, queue, name, {_OUTCOMES}, wait, run, wait_seconds, run_seconds)
  SELECT gen_random_uuid(), step, at, queue, name, {_ATTEMPTS}, {_SECONDS}
  FROM ended CROSS JOIN {spans(ATTEMPT_STEPS, "finished_at")} GROUP BY step, at, queue, name
  ON CONFLICT (step_seconds, at, queue, name) DO UPDATE SET
    {added_up("attempt_statistic", *OUTCOMES, "wait_seconds", "run_seconds")},
    {added_counts("attempt_statistic", "wait", "run")}),
of_events AS (
  INSERT INTO event_statistic (id, step_seconds, at, event_id, succeeded, failed, other, waited, wait_seconds)
  SELECT gen_random_uuid(), step, at, event_id, {_EVENTS}
  FROM ended CROSS JOIN {spans(EVENT_STEPS, "finished_at")} GROUP BY step, at, event_id
  ON CONFLICT (step_seconds, at, event_id) DO UPDATE SET
    {added_up("event_statistic", "succeeded", "failed", "other", "waited", "wait_seconds")})
SELECT count(*) AS attempts FROM ended
"""  # noqa: S608  # constants of this module

UNTIL = "SELECT until FROM statistics_horizon WHERE source = {}"
# What is not counted yet: the newest of it only, for it may be much while no worker counts.
_RECENT = ended(f"attempt.id >= {{}} AND {_BETWEEN} ORDER BY attempt.id DESC LIMIT {{}}")

READ_QUEUES = f"""
WITH ended AS MATERIALIZED ({_RECENT}),
part AS (
  SELECT date_bin(make_interval(secs => {{}}), at, to_timestamp(0)) AS bin, queue, {_OUTCOMES}, wait, run
  FROM attempt_statistic WHERE step_seconds = {{}} AND at >= {{}}
  UNION ALL
  SELECT date_bin(make_interval(secs => {{}}), finished_at, to_timestamp(0)) AS bin, queue, {_ATTEMPTS}
  FROM ended GROUP BY bin, queue)
SELECT bin AS at, queue, {", ".join(f"sum({outcome})::bigint AS {outcome}" for outcome in OUTCOMES)},
  {sum_sql("wait")} AS wait, {sum_sql("run")} AS run, (SELECT count(*) FROM ended) AS recent
FROM part GROUP BY bin, queue ORDER BY bin, queue
"""  # noqa: S608  # constants of this module

READ_TOTALS = f"""
SELECT queue, name, {_OUTCOMES}, wait, run, wait_seconds, run_seconds FROM attempt_statistic
WHERE step_seconds = 0 ORDER BY queue, name
"""  # noqa: S608  # constants of this module

READ_EVENTS = f"""
WITH ended AS MATERIALIZED ({_RECENT}),
part AS (
  SELECT event_id, succeeded, failed, other, waited, wait_seconds, 0 AS waiting, 0 AS later, 0 AS running,
    NULL::timestamptz AS oldest_due_at
  FROM event_statistic WHERE step_seconds = {{}} AND at >= {{}}
  UNION ALL
  SELECT event_id, {_EVENTS}, 0, 0, 0, NULL FROM ended GROUP BY event_id
  UNION ALL
  SELECT event_id, 0, 0, 0, 0, 0, count(*) FILTER (WHERE due_at <= {{}}), count(*) FILTER (WHERE due_at > {{}}), 0,
    min(due_at) FILTER (WHERE due_at <= {{}})
  FROM job WHERE state = 'scheduled' GROUP BY event_id
  UNION ALL
  SELECT event_id, 0, 0, 0, 0, 0, count(*) FILTER (WHERE state = 'dispatched'), 0,
    count(*) FILTER (WHERE state = 'running'), min(due_at) FILTER (WHERE state = 'dispatched')
  FROM job WHERE state IN ('dispatched', 'running') GROUP BY event_id),
share AS (
  SELECT event_id, sum(succeeded)::bigint AS succeeded, sum(failed)::bigint AS failed, sum(other)::bigint AS other,
    sum(waited)::bigint AS waited, sum(wait_seconds) AS wait_seconds, sum(waiting)::bigint AS waiting,
    sum(later)::bigint AS later, sum(running)::bigint AS running, min(oldest_due_at) AS oldest_due_at
  FROM part GROUP BY event_id)
SELECT share.*, event.name, event.slug, count(*) OVER () AS events, (SELECT count(*) FROM ended) AS recent
FROM share LEFT JOIN event ON event.id = share.event_id
ORDER BY waiting + running DESC, succeeded + failed DESC, event_id LIMIT {{}}
"""  # noqa: S608  # constants of this module
