"""What the specification's factors say for each session, by the words of a profile and not by their spelling."""

from collections.abc import Sequence

import numpy as np

from domain.matching.evidence import (
    MOST_DIFFICULTY,
    MOST_GOALS,
    MOST_INTERESTS,
    MOST_ROLE,
    MOST_SKILLS,
    Pairs,
)
from domain.matching.facts import UserProfile
from domain.matching.levels import INTERMEDIATE, PREFERRED
from domain.matching.people import Kinds, People, describe_people
from domain.matching.programme import Programme
from domain.matching.skills import sessions_teaching

# What a further shared interest adds of what is missing to all: one of six is much, since nobody looks for a session
# on all six at once.
ONE_SHARED_INTEREST = 0.4
ENOUGH_SKILLS = 3  # as in the specification


def profile_evidence(topics: Programme, profiles: Sequence[UserProfile]) -> tuple[Pairs, ...]:
    """Interests, goals, role, difficulty and skills: people × sessions each. `profiles` are normalised ones.

    Time and memory grow with people × sessions.
    """
    skills = [skill for profile in profiles for skill in profile.skills_needed]
    taught = sessions_teaching(topics.openings, skills, len(topics))
    people = describe_people(topics, taught.rows, profiles)
    met = (people.skills @ taught.incidence).toarray()
    needed = np.array([len(profile.skills_needed) for profile in profiles])
    return (
        _interests(topics, people),
        _goals(people, profiles),
        _by_level(people.roles, np.array([0.0, MOST_ROLE])),
        _by_level(people.difficulties, _difficulty_levels()),
        MOST_SKILLS * _share(met, np.minimum(needed, ENOUGH_SKILLS)),
    )


def _interests(topics: Programme, people: People) -> Pairs:
    """How much of the interests are topics and of the topics interests (Ochiai), raised by each that is shared."""
    shared = (people.interests @ topics.tag_incidence).tocsr().astype(np.float32)
    counts = np.repeat(people.interest_counts, np.diff(shared.indptr))
    alike = shared.data / np.sqrt(counts * topics.tag_counts[shared.indices])
    shared.data = MOST_INTERESTS * (1 - (1 - alike) * (1 - ONE_SHARED_INTEREST) ** shared.data)
    evidence: Pairs = shared.toarray().astype(np.float32)
    return evidence


def _goals(people: People, profiles: Sequence[UserProfile]) -> Pairs:
    """The share of a person's goals that a session serves."""
    named = np.array([len(profile.goals) for profile in profiles])
    return MOST_GOALS * _share(people.goals.levels[people.goals.kind_of], named)


def _difficulty_levels() -> np.ndarray:
    levels = np.zeros(3)
    levels[INTERMEDIATE], levels[PREFERRED] = MOST_DIFFICULTY / 2, MOST_DIFFICULTY
    return levels


def _by_level(kinds: Kinds, evidence_of: np.ndarray) -> Pairs:
    evidence: Pairs = evidence_of.astype(np.float32)[kinds.levels][kinds.kind_of]
    return evidence


def _share(met: np.ndarray, of: np.ndarray) -> Pairs:
    share: Pairs = np.minimum(1.0, met / np.maximum(of, 1)[:, None]).astype(np.float32)
    return share
