"""What matching needs of the participants of an event who may be met, in one query."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from domain.matching.facts import PersonFacts, UserProfile
from domain.tables import Registration

MOST_PEOPLE = 20_000

# Who told nothing of themselves is not there to be met.
_READ = """
SELECT person.user_id, array_remove(ARRAY[users.name], '') AS names, profile.company AS told_company,
  profile.role, coalesce(profile.interests, ARRAY[]::text[]) AS interests,
  coalesce(profile.goals, ARRAY[]::text[]) AS goals, coalesce(skills_to_offer, ARRAY[]::text[]) AS skills_to_offer,
  coalesce(skills_needed, ARRAY[]::text[]) AS skills_needed, coalesce(profile.industry, shown.industry) AS industry,
  coalesce(shown.company, profile.company) AS company,
  coalesce(chosen.session_ids, ARRAY[]::uuid[]) AS session_ids, shown.id IS NOT NULL AS is_speaker,
  coalesce(shown.expertise, ARRAY[]::text[]) AS expertise, coalesce(shown.offerings, ARRAY[]::text[]) AS offerings,
  coalesce(shown.is_available_for_meetings, false) AS is_available_for_meetings
FROM (SELECT DISTINCT user_id FROM registration WHERE event_id = {}) person
JOIN users ON users.id = person.user_id
LEFT JOIN profile ON profile.user_id = person.user_id
LEFT JOIN speaker_profile shown ON shown.user_id = person.user_id AND shown.event_id = {}
LEFT JOIN (
  SELECT user_id, array_agg(session_id) AS session_ids FROM (
    SELECT bookmark.user_id, session_id FROM bookmark JOIN session ON session.id = session_id WHERE event_id = {}
    UNION SELECT user_id, session_id FROM session_attendance WHERE event_id = {}) choice
  GROUP BY user_id) chosen ON chosen.user_id = person.user_id
WHERE ({}::uuid[] IS NULL OR person.user_id = ANY({}))
  AND (cardinality(profile.interests || goals || skills_to_offer || skills_needed) > 0
       OR cardinality(shown.expertise || shown.offerings) > 0)
ORDER BY profile.updated_at DESC NULLS LAST, person.user_id LIMIT {}
"""


async def read_person_facts(event_id: UUID, only: Sequence[UUID] | None = None) -> list[PersonFacts]:
    """Participants in any role who told something of themselves, in the order of their ids; all, or `only` these.

    Of more than 20,000 those whose profiles were changed last. What a speaker shows at this event goes before their
    profile, but for their industry.
    """
    chosen = None if only is None else list(only)
    rows = await Registration.raw(_READ, event_id, event_id, event_id, event_id, chosen, chosen, MOST_PEOPLE)
    return [_facts(row) for row in sorted(rows, key=lambda row: row["user_id"])]


def _facts(row: dict[str, Any]) -> PersonFacts:
    profile = UserProfile(
        user_id=row["user_id"],
        interests=tuple(row["interests"]),
        goals=tuple(row["goals"]),
        skills_to_offer=tuple(row["skills_to_offer"]),
        skills_needed=tuple(row["skills_needed"]),
        role=row["role"],
        industry=row["industry"],
        names=tuple(row["names"]),
        companies=(row["told_company"],) if row["told_company"] else (),
    )
    return PersonFacts(
        profile=profile,
        company=row["company"],
        session_ids=frozenset(row["session_ids"]),
        is_speaker=row["is_speaker"],
        expertise=tuple(row["expertise"]),
        offerings=tuple(row["offerings"]),
        is_available_for_meetings=row["is_available_for_meetings"],
    )
