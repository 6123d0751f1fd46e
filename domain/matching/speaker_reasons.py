"""Why a speaker was matched, in the specification's words; computed for the chosen pairs only."""

from collections.abc import Callable, Iterable

from domain.matching.facts import SpeakerFacts, UserProfile
from domain.matching.people_results import SpeakerBreakdown, SpeakerMatch
from domain.matching.speaker_goals import goal_reason
from domain.matching.specification import NAMED_IN_A_REASON

_SKILLS, _GOALS, _INDUSTRY = 30, 15, 5
_GIVEN = ("Expert in", "Can help with")
_DERIVED = ("Speaks about", "Speaks about what you need")


def explain_speaker(profile: UserProfile, speaker: SpeakerFacts, score: int, key: Callable[[str], str]) -> SpeakerMatch:
    """The match with its reasons, overlaps in the profile's order and spelling."""
    expertise = {key(term) for term in speaker.expertise}
    interests = overlap_by(key, profile.interests, expertise)
    skills = overlap_by(key, profile.skills_needed, expertise)
    goal = goal_reason(profile, speaker)
    is_same_industry = bool(speaker.industry) and speaker.industry == profile.industry
    expert, helper = _DERIVED if speaker.is_expertise_derived else _GIVEN
    reasons = (
        _named(expert, interests),
        _named(helper, skills),
        goal,
        f"Same industry: {speaker.industry}" if is_same_industry else None,
    )
    breakdown = _breakdown(score, bool(interests), bool(skills), bool(goal), is_same_industry)
    return SpeakerMatch(speaker.id, score, "hybrid", tuple(filter(None, reasons)), breakdown)


def overlap_by(key: Callable[[str], str], terms: Iterable[str], keys: Iterable[str]) -> list[str]:
    """The terms whose key is among these, in their order, of each key the first spelling."""
    first_spelling: dict[str, str] = {}
    for term in terms:
        first_spelling.setdefault(key(term), term)
    among = set(keys)
    return [term for found, term in first_spelling.items() if found in among]


def _named(what: str, terms: list[str]) -> str | None:
    return f"{what}: {', '.join(terms[:NAMED_IN_A_REASON])}" if terms else None


def _breakdown(
    score: int, has_expertise: bool, has_skills: bool, has_goal: bool, has_industry: bool
) -> SpeakerBreakdown:
    """Points that sum to the score; where its `int` cut a point off (0.3 + 0.15 is 0.4499…) the largest bears it."""
    fixed = {"skills": _SKILLS * has_skills, "goals": _GOALS * has_goal, "industry": _INDUSTRY * has_industry}
    rest = score - sum(fixed.values())
    if has_expertise and rest >= 0:
        return SpeakerBreakdown(expertise=rest, **fixed)
    largest = max(fixed, key=fixed.__getitem__)
    return SpeakerBreakdown(**{**fixed, largest: fixed[largest] + rest})
