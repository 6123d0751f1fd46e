"""The jobs and their attempts, written by the database itself: a million rows are too many to send."""

# ruff: noqa: S608  # only numbers, and constants of this module

from benchmarks.admin_figures.size import Size

# Ids of what jobs speak of are made of their number, so that nothing needs to be looked up.
PERSON, EVENT, WORKER, LETTER, THING = (f"md5('{noun} ' || {{}})::uuid" for noun in ("p", "e", "w", "l", "t"))

_KIND = """jsonb_to_recordset({}::jsonb) AS kind (name text, queue text, priority int, max_attempts int,
  fields text[], drawn_from float8, drawn_until float8)"""
_FAILURE = """jsonb_to_recordset({}::jsonb) AS failure (number int, fingerprint text, error_class text, message text,
  traceback text)"""
_SOME_PEOPLE = f"(SELECT jsonb_agg({PERSON.format('person + member')}) FROM generate_series(0, 49) member)"
_VALUES = {
    "user_id": PERSON.format("person"),
    "event_id": EVENT.format("event"),
    "night": "asked::date",
    "mail_id": LETTER.format("letter"),
    "import_id": THING.format("n"),
    "batch_id": THING.format("n"),
    "entry_id": THING.format("n"),
}
_ARGUMENTS = ", ".join(
    f"'{field}', CASE WHEN '{field}' = ANY(fields) THEN {value} END" for field, value in _VALUES.items()
)
_COLUMNS = """id, name, queue, event_id, arguments, dedupe_key, priority, state, due_at, attempts, max_attempts,
  dispatch_no, worker, lease_until, progress_done, progress_total, result, error, fingerprint, request_id, origin,
  created_at, changed_at, started_at, finished_at"""


def ended(size: Size) -> str:
    """What succeeded, died or was cancelled, mixed as it happened: more of it of late."""
    total = size.finished + size.dead + size.cancelled
    failing = size.dead + size.cancelled
    age = f"{size.days} * power(1 - n / {total}::float8, 1.3)"
    # Every so many-th did not succeed.
    did_not = f"n * {failing}::bigint / {total} > (n - 1) * {failing}::bigint / {total}"
    was_cancelled = f"n * {failing}::bigint / {total} % {failing} * {size.cancelled}::bigint % {failing}"
    state = f"""CASE WHEN NOT ({did_not}) THEN 'succeeded'
      WHEN {was_cancelled} < {size.cancelled} THEN 'cancelled' ELSE 'dead' END"""
    return _insert(size, total, f"now() - interval '1 day' * ({age}) - interval '20 s'", state)


def waiting(size: Size) -> str:
    """Two in three of these are due, a few after a failure; the others are for later."""
    total = size.waiting
    return _insert(size, total, f"now() - interval '6 hours' * (1 - n / {total}::float8)", "'scheduled'")


def held(size: Size) -> str:
    """Half of these run, half are on their way to a worker."""
    asked = f"now() - interval '5 minutes' * (1 - n / {size.held}::float8)"
    return _insert(size, size.held, asked, "CASE WHEN n % 2 = 0 THEN 'running' ELSE 'dispatched' END")


def _insert(size: Size, total: int, asked: str, state: str) -> str:
    return f"""
INSERT INTO job ({_COLUMNS})
SELECT uuidv7(asked - clock_timestamp()), name, queue,
  CASE WHEN 'event_id' = ANY(fields) THEN {EVENT.format("event")} ELSE '00000000-0000-0000-0000-000000000000' END,
  jsonb_strip_nulls(jsonb_build_object({_ARGUMENTS}))
    || CASE WHEN 'user_ids' = ANY(fields) THEN jsonb_build_object('user_ids', {_SOME_PEOPLE})
       ELSE jsonb_build_object() END,
  lower(name) || ':' || n || state, priority, state, due_at, attempts, max_attempts, attempts,
  CASE WHEN attempts > 0 OR state = 'dispatched' THEN {WORKER.format("n % 12")} END,
  CASE WHEN state IN ('running', 'dispatched') THEN now() + interval '1 day' END,
  CASE WHEN 'user_ids' = ANY(fields) AND state IN ('succeeded', 'running') THEN 50 ELSE 0 END,
  CASE WHEN 'user_ids' = ANY(fields) THEN 50 END,
  CASE WHEN state = 'succeeded' THEN jsonb_build_object('recommendations', person % 40) END,
  failure.message, failure.fingerprint, md5(n::text), 'person:' || {PERSON.format("person")}, asked,
  coalesce(finished_at, started_at, asked), started_at, finished_at
FROM (
  SELECT drawn.*, attempts > 0 AND state IN ('dead', 'scheduled') AS has_failed,
    CASE WHEN state <> 'scheduled' THEN asked WHEN attempts > 0 OR luck > 0.65 THEN now() + luck * interval '20 hours'
      ELSE asked END AS due_at,
    CASE WHEN attempts > 0 THEN {_STARTED} END AS started_at,
    CASE WHEN state IN ('succeeded', 'dead', 'cancelled') THEN least(now(), {_STARTED} + run * interval '0.8 s') END
      AS finished_at
  FROM (
    SELECT drawn.*, kind.name, kind.queue, kind.priority, kind.max_attempts, kind.fields, {_ATTEMPTS} AS attempts
    FROM ({_drawn(size, total, asked, state)}) drawn
    JOIN {_KIND} ON of_kind >= drawn_from AND of_kind < drawn_until) drawn) drawn
LEFT JOIN {_FAILURE} ON failure.number = drawn.failure AND has_failed
ORDER BY n
"""


_ATTEMPTS = """CASE state WHEN 'dead' THEN max_attempts WHEN 'running' THEN 1 WHEN 'dispatched' THEN 0
  WHEN 'succeeded' THEN CASE WHEN luck < 0.04 THEN 2 ELSE 1 END
  WHEN 'cancelled' THEN CASE WHEN luck < 0.5 THEN 1 ELSE 0 END
  ELSE CASE WHEN luck < 0.06 THEN least(max_attempts - 1, 1 + n % 3) ELSE 0 END END"""
# Of the last attempt; a minute and a half lie between two.
_STARTED = "least(now(), asked + wait * interval '2 s' + greatest(attempts - 1, 0) * interval '90 s')"


def _drawn(size: Size, total: int, asked: str, state: str) -> str:
    """What is left to chance: a few events and people have most of the work, a few errors most of the failures."""
    return f"""
  SELECT n, {asked} AS asked, {state} AS state, random() AS of_kind, random() AS luck,
    1 + floor({size.people} * power(random(), 1.5))::int AS person, 1 + n % {size.letters} AS letter,
    1 + floor({size.events} * power(random(), 2))::int AS event, 1 + floor(36 * power(random(), 2))::int AS failure,
    -ln(1 - random()) AS wait, -ln(1 - random()) AS run
  FROM generate_series(1, {total}) n"""


ATTEMPTS = f"""
INSERT INTO job_attempt (id, job_id, dispatch_no, worker, outcome, due_at, started_at, finished_at, error_class,
  error_message, traceback)
SELECT uuidv7(finished_at - clock_timestamp()), job_id, dispatch_no, worker, outcome, due_at, started_at, finished_at,
  error_class, message, traceback
FROM (
  SELECT id AS job_id, number AS dispatch_no, worker, fingerprint, due_at + step AS due_at,
    started_at + step AS started_at,
    CASE WHEN number = attempts AND finished_at IS NOT NULL THEN finished_at
      ELSE started_at + step + interval '1 s' END AS finished_at,
    CASE WHEN number < attempts OR state = 'scheduled' THEN 'retried' ELSE state END AS outcome
  FROM job CROSS JOIN generate_series(1, CASE WHEN state = 'running' THEN attempts - 1 ELSE attempts END) number
  CROSS JOIN LATERAL (SELECT (number - attempts) * interval '90 s' AS step) earlier) attempt
LEFT JOIN {_FAILURE} ON outcome IN ('retried', 'dead') AND (
  failure.fingerprint = attempt.fingerprint
  OR attempt.fingerprint IS NULL AND failure.number = 1 + abs(hashtext(job_id::text)) % 36)
ORDER BY finished_at
"""

_FAMILY = "id, name, queue, event_id, arguments, state, attempts, max_attempts, dispatch_no, parent_id, worker, due_at"
_TIMES = "created_at, changed_at, started_at, finished_at"

# The last two nights' refreshes of each event, and their parts.
NIGHTS = f"""
INSERT INTO job ({_FAMILY}, {_TIMES}, progress_done, progress_total)
SELECT uuidv7(night - clock_timestamp()), 'RefreshEvent', 'bulk', event.id,
  jsonb_build_object('event_id', event.id, 'night', night::date), 'succeeded', 1, 5, 1, NULL, {WORKER.format(1)}, night,
  night, night, night, night + interval '3 minutes', 3000, 3000
FROM event CROSS JOIN LATERAL (SELECT now() - ago AS night FROM unnest(ARRAY['30 hours', '6 hours']::interval[]) ago) n
ORDER BY night
"""
CHILDREN = f"""
INSERT INTO job ({_FAMILY}, {_TIMES})
SELECT uuidv7(parent.created_at - clock_timestamp() + interval '1 s'), 'GenerateChunk', 'bulk', parent.event_id,
  jsonb_build_object('event_id', parent.event_id, 'user_ids', jsonb_build_array({PERSON.format("number")})),
  'succeeded', 1, 5, 1, parent.id, {WORKER.format("number % 12")}, parent.created_at, parent.created_at,
  parent.finished_at, parent.started_at, parent.finished_at
FROM job parent CROSS JOIN generate_series(1, 60) number
WHERE parent.name = 'RefreshEvent' AND parent.progress_total = 3000 ORDER BY parent.id
"""

# What a worker that died had in its hands.
CRASHED = f"""
UPDATE job_attempt SET outcome = 'crashed', worker = gone.id FROM (
  SELECT attempt.id AS attempt_id, worker.id FROM worker CROSS JOIN LATERAL (
    SELECT id FROM job_attempt WHERE outcome = 'retried'
      AND finished_at BETWEEN heartbeat_at AND heartbeat_at + interval '10 minutes' LIMIT 40) attempt
  WHERE worker.id IN ({WORKER.format(12)}, {WORKER.format(13)}, {WORKER.format(14)})) gone
WHERE job_attempt.id = gone.attempt_id
"""
