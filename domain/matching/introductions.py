"""A sentence or two that introduce a participant to another by what both gain."""

from collections.abc import Sequence

from domain.matching.networking_reasons import named
from domain.matching.people_results import PersonMatch


def introduce(your_name: str, their_name: str, their_title: str | None, match: PersonMatch) -> str:
    """For the reader called `your_name`. Says nothing that the match does not, and what each of the two gains."""
    they_are = f"{their_name}, {their_title}" if their_title else their_name
    meeting = f"{your_name}, meet {they_are}: {'; '.join(_gains(match))}."
    return f"{meeting} {_common(match.common)}" if match.common else meeting


def _gains(match: PersonMatch) -> list[str]:
    """What makes it mutual: skills in both directions, or else a goal of each."""
    if match.for_you and match.for_them:
        return [f"they can help you with {named(match.for_you)}, and you can help them with {named(match.for_them)}"]
    skills = [
        *([f"they can help you with {named(match.for_you)}"] if match.for_you else []),
        *([f"you can help them with {named(match.for_them)}"] if match.for_them else []),
    ]
    return [*skills, *(goal[0].lower() + goal[1:] for goal in match.goals[:1])]


def _common(common: Sequence[str]) -> str:
    return f"You have {named(common)} in common to begin with."
