"""What the outcomes of a session have for a person, in their own words: by the same rules as the points for it."""

from collections.abc import Sequence

from domain.matching.facts import SessionFacts, UserProfile
from domain.matching.profile_reasons import goals_served
from domain.matching.skills import index_openings, sessions_teaching
from domain.matching.term_key import term_key


def skills_taught(outcomes: Sequence[str], skills: Sequence[str]) -> tuple[str, ...]:
    """The skills that the outcomes teach, each once and as the person wrote it."""
    written: dict[str, str] = {}
    for skill in skills:
        written.setdefault(term_key(skill), skill)
    session = SessionFacts(id="", outcomes=tuple(outcomes))
    taught = sessions_teaching(index_openings([session]), [key for key in written if key], 1).of_session[0]
    return tuple(skill for key, skill in written.items() if key in taught)


def goals_served_by(outcomes: Sequence[str], goals: Sequence[str]) -> tuple[str, ...]:
    """The goals that the outcomes serve, by their keys."""
    session = SessionFacts(id="", outcomes=tuple(outcomes))
    return tuple(goals_served(session, UserProfile(user_id="", goals=tuple(goals))))
