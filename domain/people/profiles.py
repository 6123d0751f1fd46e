"""Profiles: what a person tells of themselves, read, checked and saved; each change asks for a new list."""

from uuid import UUID

import msgspec
from msgspec import Struct, structs

from domain.errors import InvalidInput
from domain.ids import uuid7
from domain.people.profile_rules import find_problems
from domain.tables import Profile, Registration, Session
from domain.work.enqueue import enqueue_all
from domain.work.transaction import transaction
from domain.work.works import GenerateRecommendations

MOST_COMMON_TERMS = 16
LONGEST_COMMON_TERM = 30

_UPSERT = """
INSERT INTO profile (id, user_id, role, company, industry, about, interests, goals, skills_to_offer, skills_needed,
                     preferred_difficulty, languages)
VALUES ({}, {}, nullif({}, ''), nullif({}, ''), nullif({}, ''), {}, {}, {}, {}, {}, nullif({}, ''), {})
ON CONFLICT (user_id) DO UPDATE SET
  role = excluded.role, company = excluded.company, industry = excluded.industry, about = excluded.about,
  interests = excluded.interests, goals = excluded.goals, skills_to_offer = excluded.skills_to_offer,
  skills_needed = excluded.skills_needed, preferred_difficulty = excluded.preferred_difficulty,
  languages = excluded.languages, updated_at = now()
"""

_READ = """
SELECT coalesce(role, '') AS role, coalesce(company, '') AS company, coalesce(industry, '') AS industry, about,
  interests, goals, skills_to_offer, skills_needed, languages,
  coalesce(preferred_difficulty, '') AS preferred_difficulty
FROM profile WHERE user_id = {}
"""

# By the event's own clock and in its own zone: its last day counts to its end.
_CURRENT_EVENTS = """
SELECT DISTINCT event.id FROM registration JOIN event ON event.id = registration.event_id
WHERE registration.user_id = {} AND (event.ends_on IS NULL
  OR event.ends_on >= ((now() + event.clock_offset) AT TIME ZONE event.time_zone)::date)
ORDER BY event.id
"""

_COMMON_TERMS = """
SELECT mode() WITHIN GROUP (ORDER BY term) AS term
FROM session, unnest(coalesce(corrected_tags, tags || derived_tags)) AS term
WHERE event_id = {} AND status = 'scheduled' AND length(term) <= {}
  AND lower(term) NOT IN (lower(coalesce(track, '')), lower(coalesce(format, '')))
GROUP BY lower(term) ORDER BY count(DISTINCT session.id) DESC, lower(min(term)) LIMIT {}
"""


class InvalidProfile(InvalidInput):
    """`problems` has a sentence for each field that cannot be taken, by its name."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("Some of this cannot be saved as it is.")
        self.problems = problems


class ProfileDetails(Struct, frozen=True, kw_only=True):
    """A profile as it is edited: "" and () where nothing was said."""

    role: str = ""
    company: str = ""
    industry: str = ""
    about: str = ""
    interests: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    skills_to_offer: tuple[str, ...] = ()
    skills_needed: tuple[str, ...] = ()
    preferred_difficulty: str = ""
    languages: tuple[str, ...] = ()


async def read_profile(user_id: UUID) -> ProfileDetails:
    """What they told; empty if they told nothing yet."""
    rows = await Profile.raw(_READ, user_id)
    if not rows:
        return ProfileDetails()
    return msgspec.convert(rows[0], ProfileDetails)


async def save_profile(user_id: UUID, details: ProfileDetails) -> int:
    """Save it and, in the same transaction, ask for a new list in each of their events that is not over; in how many.

    Raises: `InvalidProfile`, and nothing is stored.
    """
    if problems := find_problems(structs.asdict(details)):
        raise InvalidProfile(problems)
    async with transaction():
        await Profile.raw(_UPSERT, uuid7(), user_id, *_values(details))
        events = await Registration.raw(_CURRENT_EVENTS, user_id)
        await enqueue_all([GenerateRecommendations(user_id=user_id, event_id=event["id"]) for event in events])
    return len(events)


async def list_common_terms(event_id: UUID) -> tuple[str, ...]:
    """Suggestions for interests: the terms, given or derived, that most sessions of an event share; no track's name."""
    rows = await Session.raw(_COMMON_TERMS, event_id, LONGEST_COMMON_TERM, MOST_COMMON_TERMS)
    return tuple([row["term"] for row in rows])


def _values(details: ProfileDetails) -> list[str | list[str]]:
    return [list(value) if isinstance(value, tuple) else value for value in structs.astuple(details)]
