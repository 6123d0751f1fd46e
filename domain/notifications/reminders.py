"""Reminders of sessions that somebody saved: one for each time at which it starts, so a moved session has another."""

from datetime import datetime, timedelta

from domain.tables import Notification

# How long before a session its reminder is due. Source: specification, "Session Reminders".
LEAD = timedelta(minutes=15)
BATCH = 5_000
# What is left after so many is written a minute later.
MOST_BATCHES = 20

_WRITE = """
WITH due AS (
  SELECT bookmark.user_id, session.id AS session_id, session.starts_at, event.clock_offset
  FROM event
  JOIN session ON session.event_id = event.id AND session.status = 'scheduled'
    AND session.starts_at > {}::timestamptz + event.clock_offset
    AND session.starts_at <= {}::timestamptz + event.clock_offset + {}::interval
  JOIN bookmark ON bookmark.session_id = session.id
  WHERE NOT EXISTS (
    SELECT FROM notification told WHERE told.user_id = bookmark.user_id AND told.kind = 'session_reminder'
      AND told.session_id = session.id AND told.starts_at = session.starts_at)
  ORDER BY session.starts_at, bookmark.id LIMIT {}),
written AS (
  INSERT INTO notification (id, user_id, kind, session_id, starts_at, due_at)
  SELECT gen_random_uuid(), user_id, 'session_reminder', session_id, starts_at, starts_at - clock_offset - {}::interval
  FROM due ON CONFLICT DO NOTHING RETURNING 1)
SELECT count(*) AS written FROM written
"""


async def write_reminders(now: datetime) -> int:
    """Write those that are due at `now` by the events' clocks and not yet written; how many. Idempotent."""
    total = 0
    for _ in range(MOST_BATCHES):
        [row] = await Notification.raw(_WRITE, now, now, LEAD, BATCH, LEAD)
        total += row["written"]
        if row["written"] < BATCH:
            break
    return total
