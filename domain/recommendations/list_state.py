"""Where a person's list stands: whether it is made, being made or failed, and out of what it is made."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.tables import Session, SessionRecommendation
from domain.work.works import GenerateEvent, GenerateRecommendations, ImproveRecommendations, ImproveSpeakers

# A failure is looked for among this many of the newest dead jobs, so that a flood of them does not slow a page.
NEWEST_DEAD = 200

_SELECT = """
SELECT
  (SELECT count(*) FROM session WHERE event_id = {} AND status = 'scheduled') AS session_count,
  ARRAY(SELECT DISTINCT track FROM session WHERE event_id = {} AND track IS NOT NULL ORDER BY track) AS tracks,
  ARRAY(SELECT unnest(interests) FROM profile WHERE user_id = {}) AS interests,
  ARRAY(SELECT term FROM profile,
        unnest(interests || skills_needed || skills_to_offer || ARRAY[role, industry]) AS term
        WHERE user_id = {} AND term <> '') AS own_terms,
  (SELECT max(generated_at) FROM session_recommendation WHERE user_id = {} AND event_id = {}) AS generated_at,
  greatest((SELECT max(generated_at) FROM session_recommendation WHERE user_id = {} AND event_id = {}),
           (SELECT max(generated_at) FROM speaker_recommendation WHERE user_id = {} AND event_id = {}),
           (SELECT max(generated_at) FROM person_recommendation WHERE user_id = {} AND event_id = {})) AS changed_at,
  ARRAY(SELECT dedupe_key FROM job WHERE dedupe_key = ANY({}) AND state IN ('scheduled', 'dispatched')
        UNION ALL SELECT dedupe_key FROM job WHERE state = 'running' AND dedupe_key = ANY({})) AS open_keys,
  (SELECT max(finished_at) FROM (SELECT dedupe_key, finished_at FROM job WHERE state = 'dead' ORDER BY id DESC LIMIT {})
   dead WHERE dedupe_key = {}) AS died_at
"""


class Making(StrEnum):
    """What is happening to the list just now; `IMPROVING` if it can be read while the model ranks it again."""

    IDLE = "idle"
    UNDER_WAY = "under_way"
    IMPROVING = "improving"
    FAILED = "failed"


class ListState(Struct, frozen=True, kw_only=True):
    """One person's lists in one event.

    `own_terms` is all that they listed of themselves. `generated_at` is of their sessions; `changed_at` is the last
    time that one of their lists was made, also those of speakers and of people.
    """

    session_count: int
    tracks: tuple[str, ...]
    interests: tuple[str, ...]
    own_terms: tuple[str, ...]
    generated_at: datetime | None
    changed_at: datetime | None
    making: Making


async def read_list_state(user_id: UUID, event_id: UUID) -> ListState:
    """One query, bounded whatever the size of the ledger."""
    own = GenerateRecommendations(user_id=user_id, event_id=event_id).dedupe_key
    improve = {
        work(user_id=user_id, event_id=event_id).dedupe_key for work in (ImproveRecommendations, ImproveSpeakers)
    }
    keys = [own, *improve, GenerateEvent(event_id=event_id).dedupe_key]
    lists = (user_id, event_id) * 4
    [row] = await SessionRecommendation.raw(
        _SELECT, event_id, event_id, user_id, user_id, *lists, keys, keys, NEWEST_DEAD, own
    )
    return ListState(
        session_count=row["session_count"],
        tracks=tuple(row["tracks"]),
        interests=tuple(row["interests"]),
        own_terms=tuple(row["own_terms"]),
        generated_at=row["generated_at"],
        changed_at=row["changed_at"],
        making=_making(row, own, improve),
    )


async def read_tracks(event_id: UUID) -> tuple[str, ...]:
    """The tracks of an event, each once."""
    rows = await Session.raw("SELECT DISTINCT track FROM session WHERE event_id = {} AND track IS NOT NULL", event_id)
    return tuple([row["track"] for row in rows])


def _making(row: dict[str, Any], own: str, improve: set[str]) -> Making:
    # The generation of a whole event concerns somebody only until they have a list.
    if own in row["open_keys"] or (row["open_keys"] and row["generated_at"] is None):
        return Making.UNDER_WAY
    if not improve.isdisjoint(row["open_keys"]):
        return Making.IMPROVING
    if row["died_at"] and (row["generated_at"] is None or row["died_at"] > row["generated_at"]):
        return Making.FAILED
    return Making.IDLE
