"""Lists as a generation would store them, without running one."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.clock import utc_now
from domain.matching.people_results import PersonBreakdown, PersonMatch, SpeakerBreakdown, SpeakerMatch
from domain.recommendations.store_people import PersonEntry, SpeakerEntry, store_persons, store_speakers
from domain.tables import Profile, SessionRecommendation

REASON = "Your interest “job queues” is one of its topics"
STARTERS = ("What would you begin with?", "What was hard?", "What comes next?")


async def make_pick(user: UUID, event: UUID, session: UUID, position: int = 0, **changed: Any) -> None:
    """A session in somebody's list, with a score of 40."""
    now = utc_now()
    values: dict[str, Any] = {
        "user_id": user,
        "event_id": event,
        "session_id": session,
        "position": position,
        "match_score": 40,
        "source": "hybrid",
        "reasons": [REASON],
        "breakdown": '{"interests":35,"popularity":5}',
        "generated_at": now,
        "expires_at": now + timedelta(hours=24),
    }
    await SessionRecommendation(**{**values, **changed}).save().run()


async def make_speaker_pick(user: UUID, event: UUID, speaker: UUID, starters: tuple[str, ...] = STARTERS) -> None:
    """A speaker as somebody's only one, with a score of 65."""
    breakdown = SpeakerBreakdown(expertise=50, goals=15)
    reasons = ("Expert in: PostgreSQL", "Can teach relevant skills")
    match = SpeakerMatch(speaker, 65, "hybrid", reasons, breakdown)
    await store_speakers(event, {user: [SpeakerEntry(match=match, starters=starters)]}, utc_now())


async def make_person_pick(user: UUID, event: UUID, person: UUID, introduction: str = "Ada, meet them.") -> None:
    """A person as somebody's only one, with a score of 24."""
    reasons = ("You both want to meet people", "You have PostgreSQL in common")
    match = PersonMatch(person, 24, "hybrid", reasons, PersonBreakdown(interests=12, goals=12))
    await store_persons(event, {user: [PersonEntry(match=match, introduction=introduction)]}, utc_now())


async def make_networker(person: UUID) -> None:
    """A profile by which somebody can be met."""
    await Profile(user_id=person, role="Organizer", interests=["PostgreSQL"], goals=["NETWORK"]).save().run()
