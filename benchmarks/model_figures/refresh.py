"""The people and the programme of a refresh, drawn from a real schedule or generated."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.matching_figures.conference import draw_session, with_text
from domain.matching.facts import SessionFacts, UserProfile
from domain.matching.recommendations import index_programme, recommend
from domain.model.shortlist import SHORTLIST, shortlist
from domain.programme.derived_metadata import derive_metadata
from domain.programme.parse_schedule import parse_schedule

SEED = 20261123
ROLES = ("Engineer", "Researcher", "Product Manager", "Student", "Platform engineer", "Designer")
GOALS = ("LEARN", "NETWORK", "HIRE", "GET_HIRED", "MENTOR", "GET_MENTORED")


@dataclass(frozen=True)
class Refresh:
    """An event's people, and the candidates of each."""

    programme: Sequence[SessionFacts]
    profiles: Sequence[UserProfile]
    shortlists: Sequence[Sequence[SessionFacts]]


def read_refresh(schedule: Path, attendees: int) -> Refresh:
    """The same for the same file: people draw their interests from the tags of its sessions."""
    return _refresh(_programme(schedule), attendees)


def generate_refresh(sessions: int, attendees: int) -> Refresh:
    """The same each time: a generated programme, for where no schedule is."""
    rng = random.Random(SEED)
    return _refresh([with_text(rng, draw_session(rng, number)) for number in range(sessions)], attendees)


def _refresh(programme: Sequence[SessionFacts], attendees: int) -> Refresh:
    profiles = _profiles(programme, attendees)
    ranked = recommend(index_programme(programme), profiles, SHORTLIST)
    return Refresh(programme, profiles, [shortlist(programme, entries) for entries in ranked])


def _programme(schedule: Path) -> list[SessionFacts]:
    sessions = parse_schedule(schedule.read_bytes(), schedule.name).sessions
    return [
        SessionFacts(
            id=session.key,
            title=session.title,
            description=session.description,
            tags=derived.tags,
            track=session.track,
            difficulty=derived.difficulty,
            target_audience=derived.target_audience,
        )
        for session, derived in zip(sessions, derive_metadata(sessions), strict=True)
    ]


def _profiles(programme: Sequence[SessionFacts], attendees: int) -> list[UserProfile]:
    rng = random.Random(SEED)
    tags = [tag for session in programme for tag in session.tags]
    return [
        UserProfile(
            user_id=f"attendee-{number}",
            interests=tuple(dict.fromkeys(rng.choices(tags, k=rng.randint(4, 8)))),
            goals=tuple(rng.sample(GOALS, rng.randint(1, 3))),
            skills_needed=tuple(rng.choices(tags, k=rng.randint(0, 3))),
            skills_to_offer=tuple(rng.choices(tags, k=rng.randint(0, 3))),
            role=rng.choice(ROLES),
            industry="Technology",
            preferred_difficulty=rng.choice(("beginner", "intermediate", "advanced")),
        )
        for number in range(attendees)
    ]
