"""Random people and programmes, drawn fast: ten thousand of each are compared in one test."""

from random import Random

import msgspec

from domain.matching.facts import SessionFacts, UserProfile
from tests.domain.matching.random_speakers import GOALS, MANY, ROLES, WORDS, draw_list

LEVELS = (None, "", "beginner", "intermediate", "advanced", "Intermediate")
OUTCOMES = (
    "Understand Rust", "Learn from C++ and Go", "Meet people", "Hire talent", "A career in .NET", "", "Nothing",
    "Teach machine learning", "Guided by données", "MASTER (Go)", "機械学習", "Discover term-1",
)  # fmt: skip


def draw_person(random: Random, number: int) -> UserProfile:
    words = random.choice((WORDS, MANY))
    return UserProfile(
        user_id=f"user-{number}",
        interests=draw_list(random, words, 9),
        goals=draw_list(random, GOALS, 4),
        skills_needed=draw_list(random, (*words, "Machine Learning", "Understand", "career in"), 5),
        role=random.choice(ROLES),
        preferred_difficulty=random.choice(LEVELS),
    )


def draw_programme(random: Random, most: int) -> list[SessionFacts]:
    """Some of them copies of others, which makes ties."""
    drawn = [_draw_session(random) for _ in range(random.randint(1, most))]
    several = [random.choice(drawn) for _ in range(random.randint(0, most))]
    return [msgspec.structs.replace(session, id=f"session-{number}") for number, session in enumerate(several)]


def _draw_session(random: Random) -> SessionFacts:
    return SessionFacts(
        id="drawn",
        tags=draw_list(random, random.choice((WORDS, MANY)), 6),
        difficulty=random.choice(LEVELS),
        outcomes=draw_list(random, OUTCOMES, 3),
        target_audience=tuple(random.choice(ROLES) or "" for _ in range(random.randint(0, 2))),
    )
