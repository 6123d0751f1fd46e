"""What matching of speakers and of people answers."""

from typing import Literal

from msgspec import Struct

from domain.matching.facts import Id

PeopleSource = Literal["hybrid", "llm"]


class SpeakerBreakdown(Struct, frozen=True, gc=False, omit_defaults=True):
    """Points of a speaker's score by factor, which sum to it; `model` is what the model's judgement adds or takes."""

    expertise: int = 0
    skills: int = 0
    goals: int = 0
    industry: int = 0
    model: int = 0


class SpeakerMatch(Struct, frozen=True, gc=False):
    """One speaker for one person; `score` from 0 to 100."""

    speaker_id: Id
    score: int
    source: PeopleSource
    reasons: tuple[str, ...]
    breakdown: SpeakerBreakdown


class PersonBreakdown(Struct, frozen=True, gc=False, omit_defaults=True):
    """Points of a person's score by factor, which sum to it.

    `skills_for_you` are those you need and they offer, `skills_for_them` the other way round.
    """

    interests: int = 0
    skills_for_you: int = 0
    skills_for_them: int = 0
    goals: int = 0
    industry: int = 0
    sessions: int = 0


class PersonMatch(Struct, frozen=True, gc=False):
    """One participant for another; both gain. `score` from 0 to 100, the same seen from either side.

    `common` are interests of both, what few others hold first; `for_you` and `for_them` skills that one offers and the
    other needs; `goals` say how what they came for meets. All terms are in the reader's spelling.
    """

    person_id: Id
    score: int
    source: PeopleSource
    reasons: tuple[str, ...]
    breakdown: PersonBreakdown
    common: tuple[str, ...] = ()
    for_you: tuple[str, ...] = ()
    for_them: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
