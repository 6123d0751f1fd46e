"""What jobs speak of, and what is kept about them: events, people, letters, workers, changes, calls of the model."""

# ruff: noqa: S608  # only numbers, and constants of this module

from benchmarks.admin_figures.ledger_statements import EVENT, LETTER, PERSON, THING, WORKER
from benchmarks.admin_figures.size import Size
from domain.audit.entries import Action
from domain.model.outcomes import Outcome, Purpose

ADMINISTRATORS = 8


def world(size: Size) -> tuple[str, ...]:
    """Before the jobs; the first person is a full administrator. Half of the events are active."""
    return (
        f"""
INSERT INTO event (id, slug, name, place, time_zone, starts_on, ends_on)
SELECT {EVENT.format("n")}, 'conference-' || n, 'Conference ' || n, 'Bergen', 'Europe/Oslo', current_date + day,
  current_date + day + 2 FROM generate_series(1, {size.events}) n, LATERAL (SELECT (n % 2) * 40 - 1 AS day) shifted""",
        f"""
INSERT INTO users (id, email, name, admin)
SELECT {PERSON.format("n")}, 'person-' || n || '@conference.example', 'Person ' || n,
  CASE WHEN n <= {ADMINISTRATORS} THEN 'full' ELSE 'none' END FROM generate_series(1, {size.people} + 50) n""",
        f"""
INSERT INTO mail (id, recipient, subject, text)
SELECT {LETTER.format("n")}, 'person-' || n || '@conference.example', 'Your sign-in link', ''
FROM generate_series(1, {size.letters}) n""",
        # Their hearts beat on until the end of the run; the last three are dead, and long before them were many.
        f"""
INSERT INTO worker (id, queues, host, pid, version, started_at, heartbeat_at, stopped_at)
SELECT {WORKER.format("n")}, CASE WHEN n % 2 = 0 THEN ARRAY['interactive', 'notifications'] ELSE ARRAY['bulk'] END,
  'worker-' || n, 100 + n, '0.5.0', now() - interval '2 days',
  CASE WHEN n < 12 THEN now() + interval '1 day' ELSE now() - interval '40 minutes' * (n - 11) END,
  CASE WHEN n > 14 THEN now() - interval '1 hour' * n END FROM generate_series(0, 300) n""",
        "INSERT INTO queue (id, name) SELECT md5(name)::uuid, name FROM unnest(ARRAY['interactive', 'bulk']) name",
    )


def records(size: Size) -> tuple[str, ...]:
    """After the jobs, for they speak of them."""
    return (
        f"""
INSERT INTO audit_entry (id, actor_id, actor_name, action, target_kind, target_id, affected, reason, selection, before,
  after, job_ids, created_at)
SELECT uuidv7(at - clock_timestamp()), {PERSON.format(f"1 + n % {ADMINISTRATORS}")},
  'Person ' || 1 + n % {ADMINISTRATORS}, ({_array(Action)})[1 + n % {len(Action)}],
  CASE WHEN n % 3 = 0 THEN 'jobs' ELSE 'job' END,
  CASE WHEN n % 3 > 0 THEN target.id::text END, CASE WHEN n % 3 = 0 THEN n % 90 ELSE 1 END, 'the cause is mended',
  jsonb_build_object('queue', 'bulk', 'states', jsonb_build_array('dead')), jsonb_build_object('states', 'dead'),
  jsonb_build_object('states', 'scheduled'), CASE WHEN n % 3 = 0 THEN (
    SELECT array_agg({THING.format("n + number")}) FROM generate_series(0, n % 90) number) ELSE ARRAY[target.id] END, at
FROM generate_series(1, {size.changes}) n
CROSS JOIN LATERAL (SELECT now() - interval '90 days' * (1 - n / {size.changes}::float8) AS at) moment
LEFT JOIN (SELECT id, row_number() OVER () AS number FROM job WHERE state = 'dead') target
  ON target.number = 1 + n % {size.dead}
ORDER BY n""",
        f"""
INSERT INTO model_call (id, event_id, job_id, purpose, model, outcome, input_tokens, cache_write_tokens,
  cache_read_tokens, output_tokens, cost_microdollars, duration_ms, created_at)
SELECT uuidv7(at - clock_timestamp()), {EVENT.format(f"1 + n % {size.events}")}, {THING.format("n")},
  ({_array(Purpose)})[1 + n % {len(Purpose)}], 'claude-haiku-5-5',
  CASE WHEN n % 12 = 0 THEN ({_array(Outcome)})[1 + n / 12 % {len(Outcome)}] ELSE 'answered' END,
  400, 100, 2000 + n % 900, 300, 1500 + n % 700, 600 + n % 4000, at
FROM generate_series(1, {size.calls}) n
CROSS JOIN LATERAL (SELECT now() - interval '30 days' * (1 - n / {size.calls}::float8) AS at) moment ORDER BY n""",
        f"""
INSERT INTO model_batch (id, event_id, purpose, model, state, provider_id, candidate_ids, created_at)
SELECT uuidv7(at - clock_timestamp()), {EVENT.format(f"1 + n % {size.events}")}, 'sessions', 'claude-haiku-5-5',
  CASE WHEN n > 57 THEN 'submitted' ELSE 'ended' END, 'batch-' || n, ARRAY[]::uuid[], at
FROM generate_series(1, 60) n
CROSS JOIN LATERAL (SELECT now() - interval '5 days' * (1 - n / 60.0) AS at) moment ORDER BY n""",
        f"""
INSERT INTO model_request (id, batch_id, custom_id, subject_id, candidate_ids, candidate_revisions, outcome)
SELECT gen_random_uuid(), model_batch.id, 'request-' || n, {PERSON.format("n")}, ARRAY[]::uuid[], ARRAY[]::int[],
  CASE WHEN state = 'ended' THEN 'answered' END FROM model_batch, generate_series(1, 100) n""",
        # Of the newest occurrences the jobs are still there.
        f"""
INSERT INTO schedule_occurrence (id, schedule_id, local_time, due_at, state, job_id, created_at)
SELECT uuidv7(at - clock_timestamp()), schedule_id, at::text, at, 'enqueued', coalesce(job_id, {THING.format("n")}), at
FROM (
  SELECT schedule.id AS schedule_id, n, now() - n * step AS at, CASE WHEN n = 1 THEN newest.id END AS job_id
  FROM schedule
  CROSS JOIN LATERAL (
    SELECT CASE WHEN cron LIKE '*%' THEN interval '1 minute' ELSE interval '1 day' END AS step,
      CASE WHEN cron LIKE '*%' THEN 4000 ELSE 20 END AS times) rhythm
  CROSS JOIN LATERAL generate_series(1, times) n
  LEFT JOIN LATERAL (
    SELECT id FROM job WHERE state = 'succeeded' AND name = schedule.work ORDER BY id DESC LIMIT 1) newest ON true
  WHERE schedule.next_at IS NOT NULL) occurrence ORDER BY occurrence.at""",
    )


def _array(values: type[Action] | type[Purpose] | type[Outcome]) -> str:
    return f"ARRAY[{', '.join(repr(value.value) for value in values)}]"
