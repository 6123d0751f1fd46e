"""What matching answers."""

from typing import Literal

from msgspec import Struct

from domain.matching.facts import Id

Source = Literal["specification", "text"]


class Breakdown(Struct, frozen=True, gc=False, omit_defaults=True):
    """Where a score comes from: five factors in points of the specification's 100; `similarity` a cosine, 0 to 1."""

    interests: float = 0.0
    goals: float = 0.0
    role: float = 0.0
    difficulty: float = 0.0
    skills: float = 0.0
    similarity: float = 0.0


class SessionRecommendation(Struct, frozen=True, gc=False):
    """One session for one person.

    `score` is from 0 to 100, on the scale of its `source`: two scores of different sources do not compare.
    """

    session_id: Id
    score: int
    source: Source
    reasons: tuple[str, ...]
    breakdown: Breakdown
