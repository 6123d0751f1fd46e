"""Derives what an event's sessions do not say, wherever they came from: an import, the demo, or a person."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.programme.derived_metadata import Derived, derive_metadata
from domain.programme.effective import FIELDS, is_corrected, is_given
from domain.programme.lists_follow import ask_for_lists, raise_revision
from domain.programme.schedule import ParsedSession
from domain.programme.write_changes import write_derived
from domain.tables import Session
from domain.work.transaction import transaction

# More than any schedule may have.
MOST_SESSIONS = 25_000

_SAID = ", ".join(
    f"CASE WHEN {is_given(field)} OR {is_corrected(field)} OR '{field}' = ANY(model_fields) THEN '{field}' END"
    for field in FIELDS
)

_READ = f"""
SELECT id, revision, title, subtitle, description, starts_at, ends_at, track, format, derived_tags AS tags,
  derived_difficulty AS difficulty, derived_outcomes AS outcomes, derived_target_audience AS target_audience,
  model_fields, array_remove(ARRAY[{_SAID}], NULL) AS said
FROM session WHERE event_id = {{}} AND status = 'scheduled' ORDER BY starts_at, id LIMIT {{}}
"""  # noqa: S608  # constants of the code

_TEXTS = ("title", "subtitle", "description", "starts_at", "ends_at", "track", "format")
_LISTS = ("tags", "outcomes", "target_audience")

# Against an import of the same event, which holds it too.
_LOCK = "SELECT id FROM event WHERE id = {} FOR NO KEY UPDATE"


class Change(Struct, frozen=True):
    """A session of which something else was derived than before; `counts` if somebody could see a difference."""

    id: UUID
    revision: int
    derived: Derived
    counts: bool


async def derive_programme(event_id: UUID) -> int:
    """Derive, and write what differs; of how many sessions it did. Idempotent, and about 1 ms a session.

    What the model wrote stays. If it makes a difference to anybody, lists are made anew.
    """
    rows = await Session.raw(_READ, event_id, MOST_SESSIONS)
    changes = await asyncio.to_thread(_derive, rows)
    if changes:
        async with transaction():
            await Session.raw(_LOCK, event_id)
            await write_derived(
                [(change.id, change.derived) for change in changes],
                {change.id: change.revision for change in changes},
            )
            if any(change.counts for change in changes):
                await raise_revision(event_id)
                await ask_for_lists(event_id)
    return len(changes)


def _derive(rows: Sequence[dict[str, Any]]) -> list[Change]:
    sessions = [ParsedSession(key=str(row["id"]), **{name: row[name] for name in _TEXTS}) for row in rows]
    pairs = zip(rows, derive_metadata(sessions), strict=True)
    return [change for row, derived in pairs if (change := _change(row, derived))]


def _change(row: dict[str, Any], derived: Derived) -> Change | None:
    known = {**{name: tuple(row[name]) for name in _LISTS}, "difficulty": row["difficulty"]}
    new = [field for field in FIELDS if getattr(derived, field) != known[field] and field not in row["model_fields"]]
    return Change(row["id"], row["revision"], derived, not set(new) <= set(row["said"])) if new else None
