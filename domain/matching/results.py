"""What matching answers."""

from typing import Literal

from msgspec import Struct

from domain.matching.facts import Id

Source = Literal["hybrid", "llm"]


class Breakdown(Struct, frozen=True, gc=False, omit_defaults=True):
    """Where a score comes from, in whole points that add up to it.

    The first five are the specification's factors; `text` is what was written or chosen before, by its words;
    `collaborative` what people with the same choices chose; `model` is what a language model added or took.
    """

    interests: int = 0
    goals: int = 0
    role: int = 0
    difficulty: int = 0
    skills: int = 0
    text: int = 0
    collaborative: int = 0
    popularity: int = 0
    model: int = 0


class SessionRecommendation(Struct, frozen=True, gc=False):
    """One session for one person; `score` is from 0 to 100, on one scale for all people and events."""

    session_id: Id
    score: int
    source: Source
    reasons: tuple[str, ...]
    breakdown: Breakdown


class Factors(Struct, frozen=True, gc=False):
    """The specification's factors in its points of 100, which may have fractions and add up to more than the score."""

    interests: float = 0.0
    goals: float = 0.0
    role: float = 0.0
    difficulty: float = 0.0
    skills: float = 0.0


class SessionMatch(Struct, frozen=True, gc=False):
    """One session for one person by the specification's algorithm alone; `score` is from 21 to 100."""

    session_id: Id
    score: int
    reasons: tuple[str, ...]
    factors: Factors
