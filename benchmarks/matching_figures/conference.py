"""A generated conference: sessions with tags, outcomes and audiences, people with profiles, and what they chose."""

import random

import msgspec

from domain.matching.facts import Choices, SessionFacts, UserProfile
from domain.matching.specification import GOAL_KEYWORDS

SEED = 20261122
SUBJECTS = (
    "Rust", "Python", "Kubernetes", "PostgreSQL", "accessibility", "observability", "machine learning", "privacy",
    "compilers", "WebAssembly", "testing", "public speaking", "hiring", "open data", "embedded", "networking",
    "cryptography", "design systems", "data pipelines", "game engines",
)  # fmt: skip
ASPECTS = ("basics", "in production", "performance", "security", "tooling", "teaching")
VERBS = ("Understand", "Build", "Learn", "Discover", "Plan", "Measure", "Connect with people in", "Teach", "Hire for")
ENDS = ("", " with a small team", " and tell when not to", " with the tools you have")
ROLES = ("Engineer", "Product Manager", "Designer", "Researcher", "Founder", "Student", "Data Scientist", "Teacher")
LEVELS = ("beginner", "intermediate", "advanced")
TAGS = tuple(f"{subject} {aspect}".replace(" ", "-").lower() for subject in SUBJECTS for aspect in ASPECTS)
WORDS_OF_AN_ABSTRACT = 120


def draw_session(rng: random.Random, number: int) -> SessionFacts:
    return SessionFacts(
        id=f"session-{number}",
        tags=tuple(rng.sample(TAGS, rng.randint(3, 6))),
        difficulty=rng.choice((*LEVELS, None)),
        outcomes=tuple(_outcome(rng) for _ in range(rng.randint(2, 3))),
        target_audience=tuple(rng.sample(ROLES, rng.randint(1, 3))),
    )


def _outcome(rng: random.Random) -> str:
    return f"{rng.choice(VERBS)} {rng.choice(SUBJECTS)} {rng.choice(ASPECTS)}{rng.choice(ENDS)}"


def draw_profile(rng: random.Random, number: int) -> UserProfile:
    return UserProfile(
        user_id=f"attendee-{number}",
        interests=tuple(rng.sample(TAGS, rng.randint(4, 8))),
        goals=tuple(rng.sample(list(GOAL_KEYWORDS), rng.randint(1, 3))),
        skills_needed=tuple(rng.sample(SUBJECTS, rng.randint(0, 4))),
        role=rng.choice((*ROLES, None)),
        preferred_difficulty=rng.choice((*LEVELS, None)),
    )


def with_text(rng: random.Random, session: SessionFacts) -> SessionFacts:
    """The same with a title and an abstract, of a few words that are frequent and many that are rare."""
    words = " ".join(f"word{int(rng.paretovariate(0.6)) % 20_000}" for _ in range(WORDS_OF_AN_ABSTRACT))
    title = f"{rng.choice(SUBJECTS)} {rng.choice(ASPECTS)}"
    return msgspec.structs.replace(session, title=title, description=f"{rng.choice(SUBJECTS)}: {words}")


def draw_choices(rng: random.Random, people: int, sessions: int, each: int) -> Choices:
    """Some sessions are chosen far more often than others."""
    return {
        f"attendee-{person}": tuple({f"session-{int(sessions * rng.random() ** 2)}" for _ in range(each)})
        for person in range(people)
    }
