"""Random people and speakers, drawn fast: ten thousand of them are compared in one test."""

from collections.abc import Sequence
from random import Random

from domain.matching.facts import SpeakerFacts, UserProfile
from domain.matching.specification import GOAL_KEYWORDS

WORDS = (
    "rust",
    "Rust",
    "machine-learning",
    "machine learning",
    "C++",
    ".NET",
    "Go",
    "",
    "ß",
    "SS",
    "données",
    "機械学習",
)
MANY = (*WORDS, *(f"term-{number}" for number in range(40)))
GOALS = (*GOAL_KEYWORDS, "learn", "SLEEP")
ROLES = (None, "", "Engineer", "engineer", "Designer", "Product Manager", "Head of Product")
INDUSTRIES = (None, "", "Technology", "technology", "Health", "None")
OFFERINGS = ("mentorship", "Mentorship", "consulting", "code pairing")


def draw_list(random: Random, words: Sequence[str], most: int) -> tuple[str, ...]:
    """With repetitions."""
    return tuple(random.choices(words, k=random.randint(0, most)))


def draw_profile(random: Random, number: int) -> UserProfile:
    words = random.choice((WORDS, MANY))
    return UserProfile(
        user_id=f"user-{number}",
        interests=draw_list(random, words, 9),
        goals=draw_list(random, GOALS, 4),
        skills_to_offer=draw_list(random, words, 4),
        skills_needed=draw_list(random, words, 4),
        role=random.choice(ROLES),
        industry=random.choice(INDUSTRIES),
    )


def draw_speakers(random: Random, most: int) -> list[SpeakerFacts]:
    return [
        SpeakerFacts(
            id=f"speaker-{number}",
            role=random.choice(ROLES),
            industry=random.choice(INDUSTRIES),
            expertise=draw_list(random, random.choice((WORDS, MANY)), 8),
            offerings=draw_list(random, OFFERINGS, 2),
        )
        for number in range(random.randint(0, most))
    ]
