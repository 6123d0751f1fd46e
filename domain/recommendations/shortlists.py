"""The shortlists that the model is shown, for many people."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from domain.matching.facts import SessionFacts, UserProfile
from domain.matching.hybrid import ProgrammeIndex
from domain.matching.recommendations import recommend
from domain.model.batches.shapes import Question
from domain.model.records import profile_record
from domain.model.shortlist import SHORTLIST, shortlist
from domain.recommendations.attendees import read_attendees
from domain.recommendations.session_batches import as_uuid

AT_ONCE = 50


class Shortlist(Struct, frozen=True):
    """The sessions that may suit a person, those of the algorithm first."""

    profile: UserProfile
    sessions: Sequence[SessionFacts]

    def question(self, *, is_shared: bool) -> Question:
        """About this person; with candidates of their own, unless all share the whole programme."""
        ids = () if is_shared else tuple(as_uuid(session.id) for session in self.sessions)
        return Question(as_uuid(self.profile.user_id), ids)


async def make_shortlists(index: ProgrammeIndex, user_ids: Sequence[UUID], event_id: UUID) -> list[Shortlist]:
    """For those who told anything that the model may know, in the order of their ids."""
    found: list[Shortlist] = []
    for start in range(0, len(user_ids), AT_ONCE):
        found += await _make(index, user_ids[start : start + AT_ONCE], event_id)
    return found


async def _make(index: ProgrammeIndex, user_ids: Sequence[UUID], event_id: UUID) -> list[Shortlist]:
    attendees = await read_attendees(user_ids, event_id)
    profiles = [profile for profile in attendees.profiles if profile_record(profile)]
    lists = await asyncio.to_thread(recommend, index, profiles, SHORTLIST, attendees.dismissed, attendees.chosen)
    sessions = index.programme.sessions
    made = [
        Shortlist(profile, shortlist(sessions, ranked, attendees.dismissed[profile.user_id]))
        for profile, ranked in zip(profiles, lists, strict=True)
    ]
    return [each for each in made if each.sessions]
