"""Store new lists of speakers and of people in place of the earlier ones; what the model wrote of a pair may stay."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.ids import uuid7
from domain.matching.people_results import PersonMatch, SpeakerMatch
from domain.recommendations.kept_texts import INTRODUCTION_STAYS, STARTERS_STAY
from domain.recommendations.store import LIFETIME
from domain.tables import PersonRecommendation, SpeakerRecommendation


class SpeakerEntry(Struct, frozen=True, kw_only=True):
    """A speaker in somebody's list, with how to begin a conversation."""

    match: SpeakerMatch
    starters: tuple[str, ...]
    starters_method: Literal["template", "llm"] = "template"
    is_simulated: bool = False


class PersonEntry(Struct, frozen=True, kw_only=True):
    """A person in somebody's list, with a sentence that introduces them."""

    match: PersonMatch
    introduction: str
    is_simulated: bool = False


# NOT IN is hashed here; NOT EXISTS would compare each old row with each new one. Who was deleted meanwhile is left out.
_STORE_SPEAKERS = f"""
WITH new AS (
  SELECT * FROM jsonb_to_recordset({{}}::jsonb) AS new (id uuid, user_id uuid, other_id uuid, position int, score int,
    source text, reasons text[], breakdown jsonb, is_simulated boolean, starters text[], starters_method text)),
gone AS (
  DELETE FROM speaker_recommendation WHERE event_id = {{}} AND user_id = ANY({{}})
    AND (user_id, speaker_id) NOT IN (SELECT user_id, other_id FROM new)),
kept AS (
  SELECT old.user_id, old.speaker_id, old.conversation_starters, old.is_simulated
  FROM new JOIN speaker_recommendation old
    ON old.user_id = new.user_id AND old.speaker_id = new.other_id AND old.event_id = {{}}
  WHERE {STARTERS_STAY})
INSERT INTO speaker_recommendation (id, user_id, event_id, speaker_id, position, match_score, source, reasons,
  breakdown, is_simulated, conversation_starters, starters_method, generated_at, expires_at)
SELECT new.id, new.user_id, {{}}, other_id, position, score, source, reasons, breakdown,
  new.is_simulated OR coalesce(kept.is_simulated, false), coalesce(kept.conversation_starters, starters),
  CASE WHEN kept.user_id IS NULL THEN starters_method ELSE 'llm' END, {{}}, {{}}
FROM new JOIN users ON users.id = other_id
LEFT JOIN kept ON kept.user_id = new.user_id AND kept.speaker_id = other_id
ON CONFLICT (user_id, event_id, speaker_id) DO UPDATE SET
  position = excluded.position, match_score = excluded.match_score, source = excluded.source,
  reasons = excluded.reasons, breakdown = excluded.breakdown, is_simulated = excluded.is_simulated,
  conversation_starters = excluded.conversation_starters, starters_method = excluded.starters_method,
  generated_at = excluded.generated_at, expires_at = excluded.expires_at, updated_at = excluded.generated_at
"""  # noqa: S608  # constants of the code

_STORE_PEOPLE = f"""
WITH new AS (
  SELECT * FROM jsonb_to_recordset({{}}::jsonb) AS new (id uuid, user_id uuid, other_id uuid, position int, score int,
    source text, reasons text[], breakdown jsonb, is_simulated boolean, introduction text)),
gone AS (
  DELETE FROM person_recommendation WHERE event_id = {{}} AND user_id = ANY({{}})
    AND (user_id, person_id) NOT IN (SELECT user_id, other_id FROM new)),
kept AS (
  SELECT old.user_id, old.person_id, old.introduction, old.is_simulated
  FROM new JOIN person_recommendation old
    ON old.user_id = new.user_id AND old.person_id = new.other_id AND old.event_id = {{}}
  WHERE {INTRODUCTION_STAYS})
INSERT INTO person_recommendation (id, user_id, event_id, person_id, position, match_score, source, reasons,
  breakdown, is_simulated, introduction, introduction_method, generated_at, expires_at)
SELECT new.id, new.user_id, {{}}, other_id, position, score, source, reasons, breakdown,
  new.is_simulated OR coalesce(kept.is_simulated, false), coalesce(kept.introduction, new.introduction),
  CASE WHEN kept.user_id IS NULL THEN 'template' ELSE 'llm' END, {{}}, {{}}
FROM new JOIN users ON users.id = other_id
LEFT JOIN kept ON kept.user_id = new.user_id AND kept.person_id = other_id
ON CONFLICT (user_id, event_id, person_id) DO UPDATE SET
  position = excluded.position, match_score = excluded.match_score, source = excluded.source,
  reasons = excluded.reasons, breakdown = excluded.breakdown, is_simulated = excluded.is_simulated,
  introduction = excluded.introduction, introduction_method = excluded.introduction_method,
  generated_at = excluded.generated_at, expires_at = excluded.expires_at, updated_at = excluded.generated_at
"""  # noqa: S608  # constants of the code


async def store_speakers(event_id: UUID, lists: Mapping[UUID, Sequence[SpeakerEntry]], now: datetime) -> None:
    """Replace the speaker lists of these people, by user id, in one statement; an empty list empties theirs."""
    rows = [
        {
            **_row(user_id, place, entry.match.speaker_id, entry.match),
            "is_simulated": entry.is_simulated,
            "starters": entry.starters,
            "starters_method": entry.starters_method,
        }
        for user_id, entries in lists.items()
        for place, entry in enumerate(entries)
    ]
    await SpeakerRecommendation.raw(_STORE_SPEAKERS, *_arguments(event_id, rows, list(lists), now, now, now))


async def store_persons(event_id: UUID, lists: Mapping[UUID, Sequence[PersonEntry]], now: datetime) -> None:
    """Replace the lists of people of these people, by user id, in one statement; an empty list empties theirs."""
    rows = [
        {
            **_row(user_id, place, entry.match.person_id, entry.match),
            "is_simulated": entry.is_simulated,
            "introduction": entry.introduction,
        }
        for user_id, entries in lists.items()
        for place, entry in enumerate(entries)
    ]
    await PersonRecommendation.raw(_STORE_PEOPLE, *_arguments(event_id, rows, list(lists), now))


def _row(user_id: UUID, place: int, other_id: UUID | str, match: SpeakerMatch | PersonMatch) -> dict[str, object]:
    return {
        "id": uuid7(),
        "user_id": user_id,
        "other_id": other_id,
        "position": place,
        "score": match.score,
        "source": match.source,
        "reasons": match.reasons,
        "breakdown": match.breakdown,
    }


def _arguments(
    event_id: UUID, rows: list[dict[str, object]], people: list[UUID], now: datetime, *wanted_by_kept: datetime
) -> tuple[object, ...]:
    encoded = msgspec.json.encode(rows).decode()
    return encoded, event_id, people, event_id, *wanted_by_kept, event_id, now, now + LIFETIME
