"""What the ids among a job's arguments are called: people, events, letters, schedule files."""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from domain.tables import Job

_NAMES = """
SELECT id, name FROM users WHERE id = ANY({})
UNION ALL SELECT id, name FROM event WHERE id = ANY({})
UNION ALL SELECT mail.id, coalesce(users.name, 'somebody at ' || split_part(recipient, '@', 2))
  FROM mail LEFT JOIN users ON users.email = recipient WHERE mail.id = ANY({})
UNION ALL SELECT id, filename FROM schedule_import WHERE id = ANY({})
"""


async def name_subjects(arguments: Iterable[str]) -> dict[UUID, str]:
    """The name of each thing that is mentioned in some jobs' arguments (JSON) and still exists; one query for all.

    A letter has its reader's name, never the address: a list of jobs is no list of addresses.
    """
    ids = sorted({found for text in arguments for found in mentioned_ids(text)})
    rows = await Job.raw(_NAMES, ids, ids, ids, ids) if ids else []
    return {row["id"]: row["name"] for row in rows}


def mentioned_ids(arguments: str) -> tuple[UUID, ...]:
    """The values of an object in JSON that are UUIDs, in its order."""
    values = msgspec.json.decode(arguments, type=dict[str, object]).values()
    return tuple([found for found in map(as_uuid, values) if found])


def as_uuid(value: object) -> UUID | None:
    """The UUID that a value of JSON is, if it is one."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
