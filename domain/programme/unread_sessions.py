"""Sessions that lack something given and that the model has not read in their present revision."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.programme.effective import FIELDS, Field, effective, is_corrected, is_given
from domain.programme.speaker_names import COMPANIES_OF_SPEAKERS, NAMES_OF_SPEAKERS
from domain.tables import Session

# Of less text the model could only guess; a title alone is read as well without it.
SHORTEST_TEXT = 80
MOST_SESSIONS = 5_000
# Tags that are given in a programme: new ones should be spelled as those are.
MOST_KNOWN_TAGS = 2_000

_LACKS = ", ".join(f"CASE WHEN NOT ({is_given(field)} OR {is_corrected(field)}) THEN '{field}' END" for field in FIELDS)
_COLUMNS = f"""
id, revision, title, subtitle, description, track, format, language, {effective("tags")} AS tags,
array_remove(ARRAY[{_LACKS}], NULL) AS lacks,
{NAMES_OF_SPEAKERS} AS names, {COMPANIES_OF_SPEAKERS} AS companies
"""

# With the model already, and not answered yet.
_IS_ASKED = """
EXISTS (SELECT FROM model_request JOIN model_batch ON model_batch.id = batch_id
  WHERE model_batch.event_id = session.event_id AND purpose = 'enrichment'
    AND model_batch.state IN ('intended', 'submitted') AND outcome IS NULL
    AND session.id = ANY(model_request.candidate_ids))
"""

_UNREAD = f"""
SELECT * FROM (SELECT {_COLUMNS}, starts_at FROM session WHERE event_id = {{}} AND status = 'scheduled'
  AND enriched_revision IS DISTINCT FROM revision AND length(subtitle) + length(description) >= {{}}
  AND NOT {_IS_ASKED}) unread
WHERE cardinality(lacks) > 0 ORDER BY starts_at, id LIMIT {{}}
"""  # noqa: S608  # constants of the code

_THESE = f"SELECT {_COLUMNS} FROM session WHERE event_id = {{}} AND id = ANY({{}})"  # noqa: S608  # as above

_KNOWN_TAGS = """
SELECT mode() WITHIN GROUP (ORDER BY tag) AS tag
FROM session, unnest(coalesce(corrected_tags, tags)) AS tag WHERE event_id = {} AND status = 'scheduled'
GROUP BY lower(tag) ORDER BY count(*) DESC, lower(min(tag)) LIMIT {}
"""


_LISTS = ("tags", "lacks", "names", "companies")


class UnreadSession(Struct, frozen=True, kw_only=True):
    """A session as the model is to read it; `lacks` is what nobody gave or corrected.

    `names` and `companies` of its speakers are taken out of what leaves.
    """

    id: UUID
    revision: int
    title: str
    subtitle: str
    description: str
    track: str | None
    format: str | None
    language: str | None
    tags: tuple[str, ...]
    lacks: tuple[Field, ...]
    names: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return f"{self.title}\n{self.subtitle}\n{self.description}\n{self.track or ''}"


async def read_unread_sessions(event_id: UUID) -> list[UnreadSession]:
    """Those that take place and have a text worth reading, in the order of their start."""
    return _sessions(await Session.raw(_UNREAD, event_id, SHORTEST_TEXT, MOST_SESSIONS))


async def read_these(event_id: UUID, ids: Sequence[UUID]) -> dict[UUID, UnreadSession]:
    """These sessions of the event as they are now, by their ids, whether they were read or not."""
    return {session.id: session for session in _sessions(await Session.raw(_THESE, event_id, list(ids)))}


async def read_known_tags(event_id: UUID) -> tuple[str, ...]:
    """Tags that somebody gave or corrected in this programme, the most frequent first."""
    return tuple([row["tag"] for row in await Session.raw(_KNOWN_TAGS, event_id, MOST_KNOWN_TAGS)])


def _sessions(rows: Sequence[dict[str, Any]]) -> list[UnreadSession]:
    return [
        UnreadSession(
            **{name: row[name] for name in UnreadSession.__struct_fields__ if name not in _LISTS},
            tags=tuple(row["tags"]),
            lacks=tuple(row["lacks"]),
            names=tuple(row["names"]),
            companies=tuple(row["companies"]),
        )
        for row in rows
    ]
