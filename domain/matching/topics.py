"""The specification's features for words as people spell them: "Machine Learning" meets the tag `machine-learning`."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import msgspec
import numpy as np

from domain.matching.facts import SessionFacts, UserProfile
from domain.matching.programme import Programme, describe_programme
from domain.matching.served_goals import outcome_serving
from domain.matching.specification import GOAL_KEYWORDS
from domain.matching.term_key import term_key


def describe_topics(sessions: Sequence[SessionFacts]) -> Programme:
    """The specification's features of these sessions: tags, tracks and audiences by `term_key`, goals by phrases."""
    served = [[bool(outcome_serving(goal, session.outcomes)) for session in sessions] for goal in GOAL_KEYWORDS]
    hits = np.array(served, dtype=np.float64).reshape(len(GOAL_KEYWORDS), len(sessions))
    return replace(describe_programme([_normalised(session) for session in sessions]), goal_hits=hits)


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
