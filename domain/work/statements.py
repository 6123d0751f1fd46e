"""The ledger's statements. Those over many jobs take their columns as arrays, in one round trip and one commit."""

# A skip scan over the events that have waiting work, then the best few of each, then turn by turn, where what an event
# holds already counts as turns it had: no event waits behind another's thousands, however few slots are free at once.
DISPATCH = """
WITH RECURSIVE
ev (event_id, n) AS (
  (SELECT event_id, 1 FROM job WHERE state = 'scheduled' AND queue = {} AND event_id >= {} ORDER BY event_id LIMIT 1)
  UNION ALL
  SELECT (SELECT j.event_id FROM job j WHERE j.state = 'scheduled' AND j.queue = {} AND j.event_id > ev.event_id
          ORDER BY j.event_id LIMIT 1), n + 1
  FROM ev WHERE event_id IS NOT NULL AND n < {}),
candidate AS MATERIALIZED (
  SELECT best.* FROM ev CROSS JOIN LATERAL (
    SELECT id, priority, due_at, row_number() OVER () AS turn FROM (
      SELECT id, priority, due_at FROM job j
      WHERE j.state = 'scheduled' AND j.queue = {} AND j.event_id = ev.event_id AND due_at <= now()
      ORDER BY priority DESC, due_at LIMIT {}) best_of_event) best
    LEFT JOIN unnest({}::uuid[], {}::int[]) AS busy (event_id, held) ON busy.event_id = ev.event_id
  WHERE ev.event_id IS NOT NULL AND NOT EXISTS (SELECT FROM queue WHERE name = {} AND paused_at IS NOT NULL)
  ORDER BY priority DESC, turn + coalesce(held, 0), due_at),
-- One by one in that order, by their keys: a join could be planned the other way round, over all rows for each.
picked AS MATERIALIZED (
  SELECT locked.id FROM candidate CROSS JOIN LATERAL (
    SELECT id FROM job j WHERE j.id = candidate.id AND j.state || '' = 'scheduled' FOR UPDATE SKIP LOCKED) locked
  LIMIT {}),
moved AS (
  UPDATE job SET state = 'dispatched', worker = {}, dispatch_no = dispatch_no + 1, lease_until = now() + {}::interval,
    changed_at = now()
  FROM picked WHERE job.id = picked.id
  RETURNING job.id, job.dispatch_no, job.event_id, job.name)
SELECT (SELECT event_id FROM ev WHERE n = {}) AS reached, (SELECT count(*) FROM candidate) AS seen, moved.*
FROM (VALUES (true)) always LEFT JOIN moved ON true
"""

UNDISPATCH = "UPDATE job SET state = 'scheduled', lease_until = NULL, changed_at = now() WHERE state = 'dispatched'"

# `state || ''` keeps the planner off the index of held jobs, which changes under every statement.
CLAIM = """
UPDATE job SET state = 'running', attempts = attempts + (state = 'dispatched')::int, started_at = now(), error = NULL,
  fingerprint = NULL, changed_at = now(), lease_until = now() + {}::interval
FROM unnest({}::uuid[], {}::int[]) AS ticket (id, dispatch_no)
WHERE job.id = ticket.id AND job.dispatch_no = ticket.dispatch_no AND worker = {}
  AND state || '' IN ('dispatched', 'running')
RETURNING job.id, name, arguments, attempts AS attempt, max_attempts, timeout, job.dispatch_no, worker, request_id
"""

RENEW = """
UPDATE job SET lease_until = now() + {}::interval
FROM unnest({}::uuid[], {}::int[]) AS held (id, dispatch_no)
WHERE job.id = held.id AND job.dispatch_no = held.dispatch_no AND worker = {} AND state || '' = 'running'
RETURNING job.id, cancel_requested
"""

# A job that would wait again while a newer one with its key waits already is superseded by that one.
END = """
WITH ending AS (
  SELECT * FROM unnest({}::uuid[], {}::int[], {}::text[], {}::interval[], {}::int[], {}::jsonb[], {}::uuid[],
                       {}::text[], {}::text[], {}::text[], {}::text[], {}::text[])
    AS ending (id, dispatch_no, state, delay, given_back, result, attempt_id, outcome, error_class, error, traceback,
               fingerprint)),
held AS (
  SELECT ending.*, job.due_at AS was_due_at, CASE WHEN ending.state = 'scheduled' AND EXISTS (
    SELECT FROM job newer WHERE newer.dedupe_key = job.dedupe_key AND newer.state IN ('scheduled', 'dispatched'))
    THEN 'cancelled' ELSE ending.state END AS next
  FROM ending JOIN job ON job.id = ending.id AND job.dispatch_no = ending.dispatch_no
  WHERE job.worker = {} AND job.state || '' = 'running' ORDER BY job.id FOR UPDATE OF job),
ended AS (
  UPDATE job SET state = held.next, lease_until = NULL, due_at = now() + held.delay,
    attempts = attempts - held.given_back, result = held.result, error = held.error,
    fingerprint = CASE WHEN held.next <> 'cancelled' THEN held.fingerprint END, changed_at = now(),
    finished_at = CASE WHEN held.next = 'scheduled' THEN NULL ELSE now() END
  FROM held WHERE job.id = held.id RETURNING job.id, job.worker, job.started_at),
attempt AS (
  INSERT INTO job_attempt (id, job_id, dispatch_no, worker, outcome, due_at, started_at, error_class, error_message,
                           traceback)
  SELECT attempt_id, id, dispatch_no, worker, outcome, was_due_at, started_at, error_class, error, traceback
  FROM ended JOIN held USING (id) WHERE outcome IS NOT NULL)
SELECT id FROM ended
"""

RESCUE = """
WITH expired AS (
  SELECT id, state, due_at, CASE
      WHEN state = 'running' AND crashes + 1 >= {} THEN 'dead'
      WHEN state = 'running' AND EXISTS (
        SELECT FROM job newer WHERE newer.dedupe_key = job.dedupe_key AND newer.state IN ('scheduled', 'dispatched'))
        THEN 'cancelled'
      ELSE 'scheduled' END AS next
  FROM job WHERE state IN ('dispatched', 'running') AND lease_until < now()
    -- Nobody could renew while PostgreSQL was away: those who live get the time to do it.
    AND NOT (state = 'running' AND started_at < pg_postmaster_start_time()
             AND now() < pg_postmaster_start_time() + {}::interval)
  ORDER BY id LIMIT {} FOR UPDATE SKIP LOCKED),
rescued AS (
  UPDATE job SET state = expired.next, lease_until = NULL, due_at = now(), changed_at = now(),
    attempts = attempts - (expired.state = 'running')::int, crashes = crashes + (expired.state = 'running')::int,
    error = CASE WHEN expired.state = 'running' THEN 'the worker died' ELSE error END,
    fingerprint = CASE WHEN expired.next = 'cancelled' THEN NULL WHEN expired.state = 'running' THEN {}
      ELSE fingerprint END,
    finished_at = CASE WHEN expired.next <> 'scheduled' THEN now() END
  FROM expired WHERE job.id = expired.id
  RETURNING job.*, expired.state AS was, expired.due_at AS was_due_at),
attempt AS (
  INSERT INTO job_attempt (id, job_id, dispatch_no, worker, outcome, due_at, started_at, error_message)
  SELECT ({}::uuid[])[row_number() OVER ()], id, dispatch_no, worker, 'crashed', was_due_at, started_at,
    'the worker died'
  FROM rescued WHERE was = 'running')
SELECT id, name, state, crashes, was FROM rescued
"""
