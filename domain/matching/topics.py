"""The specification's features for words as people spell them: "Machine Learning" meets the tag `machine-learning`."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from domain.matching.facts import SessionFacts, UserProfile
from domain.matching.programme import Programme, describe_programme
from domain.matching.term_key import term_key


def describe_topics(sessions: Sequence[SessionFacts]) -> Programme:
    """The specification's features of these sessions, their tags, tracks and audiences by `term_key`."""
    return describe_programme([_normalised(session) for session in sessions])


def topics_of(session: SessionFacts) -> tuple[str, ...]:
    """What it is about, as somebody listed it: its tags and its track, by `term_key`, each once."""
    labels = (*session.tags, *([session.track] if session.track else []))
    return tuple(dict.fromkeys(key for label in labels if (key := term_key(label))))


def _normalised(session: SessionFacts) -> SessionFacts:
    audience = tuple(key for name in session.target_audience if (key := term_key(name)))
    return msgspec.structs.replace(session, tags=topics_of(session), target_audience=audience)


@lru_cache(maxsize=4096)
def normalised_profile(profile: UserProfile) -> UserProfile:
    """What a person listed by `term_key`, each once; goals each once, too."""
    return msgspec.structs.replace(
        profile,
        interests=_keys(profile.interests),
        skills_needed=_keys(profile.skills_needed),
        goals=tuple(dict.fromkeys(profile.goals)),
        role=term_key(profile.role) if profile.role else None,
    )


def _keys(terms: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for term in terms if (key := term_key(term))))
