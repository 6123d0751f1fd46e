"""What there is in the database to ask for: the most frequent and the rarest of each kind, and the middle of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.tables import Job

_FIND = """
SELECT
  (SELECT event_id FROM job WHERE state = 'dead' AND arguments ? 'user_id' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)
    AS event,
  (SELECT event_id FROM job WHERE state = 'dead' AND arguments ? 'user_id' GROUP BY 1 ORDER BY count(*) LIMIT 1)
    AS rare_event,
  (SELECT arguments ->> 'user_id' FROM job WHERE arguments ? 'user_id' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)::uuid
    AS person,
  (SELECT arguments ->> 'user_id' FROM job WHERE arguments ? 'user_id' GROUP BY 1 ORDER BY count(*) LIMIT 1)::uuid
    AS rare_person,
  (SELECT fingerprint FROM job WHERE state = 'dead' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1) AS error,
  (SELECT fingerprint FROM job WHERE state = 'dead' GROUP BY 1 ORDER BY count(*) LIMIT 1) AS rare_error,
  (SELECT id FROM job WHERE state = 'dead' AND arguments ? 'user_id' ORDER BY id DESC LIMIT 1) AS dead,
  (SELECT id FROM job WHERE state = 'succeeded' ORDER BY id DESC LIMIT 1) AS succeeded,
  (SELECT id FROM job WHERE state = 'running' ORDER BY id DESC LIMIT 1) AS running,
  (SELECT parent_id FROM job WHERE parent_id IS NOT NULL ORDER BY id DESC LIMIT 1) AS parent,
  (SELECT id FROM job WHERE arguments ? 'user_ids' AND parent_id IS NULL ORDER BY id DESC LIMIT 1) AS long,
  (SELECT id FROM job ORDER BY id OFFSET (SELECT count(*) / 2 FROM job) LIMIT 1) AS middle,
  (SELECT id FROM job WHERE state = 'succeeded' ORDER BY id LIMIT 1) AS oldest,
  (SELECT id FROM job WHERE state = 'dead' ORDER BY id OFFSET (SELECT count(*) / 2 FROM job WHERE state = 'dead')
   LIMIT 1) AS middle_dead,
  (SELECT actor_id FROM audit_entry ORDER BY id LIMIT 1) AS actor,
  (SELECT id FROM audit_entry ORDER BY id OFFSET (SELECT count(*) / 2 FROM audit_entry) LIMIT 1) AS middle_change,
  (SELECT min(created_at) FROM job) AS began_at
"""
# Of what waits, by when it is due and by its priority.
_WAITING = """
SELECT id, due_at, -priority AS priority FROM job WHERE state = 'scheduled' ORDER BY {key}, id
OFFSET (SELECT count(*) / 2 FROM job WHERE state = 'scheduled') LIMIT 1
"""


class Landmarks(Struct, frozen=True, kw_only=True):
    """Ids, but for `error` and `rare_error`, which are fingerprints; `by_…` are places in the middle of an order."""

    event: UUID
    rare_event: UUID
    person: UUID
    rare_person: UUID
    error: str
    rare_error: str
    dead: UUID
    succeeded: UUID
    running: UUID
    parent: UUID
    long: UUID
    middle: UUID
    oldest: UUID
    middle_dead: UUID
    actor: UUID
    middle_change: UUID
    began_at: datetime
    by_due: str
    by_priority: str


async def find_landmarks() -> Landmarks:
    [row] = await Job.raw(_FIND)
    due, priority = await _middle("due_at"), await _middle("-priority")
    return Landmarks(
        **row,
        by_due=f"{due['due_at'].isoformat()} {due['id']}",
        by_priority=f"{priority['priority']} {priority['id']}",
    )


async def _middle(key: str) -> dict[str, Any]:
    [row] = await Job.raw(_WAITING.format(key=key))
    found: dict[str, Any] = row
    return found
