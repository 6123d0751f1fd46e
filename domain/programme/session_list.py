"""The sessions of an event as a list for its organizers: filtered, searched and read page by page."""

from typing import Literal
from uuid import UUID

from msgspec import Struct

from domain.programme.effective import FIELDS, Field, source
from domain.programme.session_layers import COLUMNS, TABLES, SessionLayers, as_session
from domain.tables import Session

PAGE = 50

Show = Literal[
    "all",
    "derived",
    "model",
    "corrected",
    "lacks_tags",
    "lacks_difficulty",
    "lacks_outcomes",
    "lacks_target_audience",
    "lacks_abstract",
    "lacks_speakers",
]


def _any(*sources: str) -> str:
    wanted = ", ".join(f"'{each}'" for each in sources)
    return f"({' OR '.join(f'{source(field)} IN ({wanted})' for field in FIELDS)})"


def _lacks(field: Field) -> str:
    return f"{source(field)} = 'missing'"


HAS_SPEAKERS = "EXISTS (SELECT FROM session_speaker WHERE session_id = session.id)"

_CONDITIONS: dict[Show, str] = {
    "all": "true",
    "derived": _any("derived", "model"),
    "model": _any("model"),
    "corrected": _any("corrected"),
    "lacks_tags": _lacks("tags"),
    "lacks_difficulty": _lacks("difficulty"),
    "lacks_outcomes": _lacks("outcomes"),
    "lacks_target_audience": _lacks("target_audience"),
    "lacks_abstract": "description = ''",
    "lacks_speakers": f"NOT {HAS_SPEAKERS}",
}

LACKS: tuple[Show, ...] = tuple(show for show in _CONDITIONS if show.startswith("lacks_"))

_WHERE = "session.event_id = {} AND status = 'scheduled' AND strpos(lower(title), lower({})) > 0"


class SessionPage(Struct, frozen=True):
    """At most fifty sessions in the order of their start; `total` of the filter; `next_after` is None at the end."""

    sessions: tuple[SessionLayers, ...]
    total: int
    next_after: UUID | None


async def list_sessions(event_id: UUID, show: Show = "all", title: str = "", after: UUID | None = None) -> SessionPage:
    """Those whose title has `title` in it, after the session `after`; all from the start if that is gone."""
    where = f"{_WHERE} AND {_CONDITIONS[show]}"
    [count] = await Session.raw(f"SELECT count(*) AS total FROM session WHERE {where}", event_id, title)  # noqa: S608
    rows = await Session.raw(
        f"SELECT {COLUMNS} FROM {TABLES} WHERE {where} "  # noqa: S608  # constants of the code
        "AND coalesce((starts_at, session.id) > "
        "(SELECT last.starts_at, last.id FROM session last WHERE last.id = {} AND last.event_id = {}), true) "
        "ORDER BY starts_at, session.id LIMIT {}",
        *(event_id, title, after, event_id, PAGE + 1),
    )
    found = tuple([as_session(row) for row in rows[:PAGE]])
    return SessionPage(found, count["total"], found[-1].id if len(rows) > PAGE else None)


class Incomplete(Struct, frozen=True):
    """A session, and what nobody says of it."""

    id: UUID
    title: str
    lacks: tuple[str, ...]


_LACKED = ", ".join(f"CASE WHEN {_CONDITIONS[show]} THEN '{show.removeprefix('lacks_')}' END" for show in LACKS)

_LEAST_KNOWN = f"""
SELECT * FROM (SELECT id, title, starts_at, array_remove(ARRAY[{_LACKED}], NULL) AS lacks
  FROM session WHERE event_id = {{}} AND status = 'scheduled') programme
WHERE cardinality(lacks) > 0 ORDER BY cardinality(lacks) DESC, starts_at, id LIMIT {{}}
"""  # noqa: S608  # constants of the code


async def list_least_known(event_id: UUID, most: int = 8) -> tuple[Incomplete, ...]:
    """The sessions of which least is known, the worst first."""
    rows = await Session.raw(_LEAST_KNOWN, event_id, most)
    return tuple([Incomplete(row["id"], row["title"], tuple(row["lacks"])) for row in rows])
