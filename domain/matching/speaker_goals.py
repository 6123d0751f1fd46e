"""Which goals of a person a speaker can help with, in the specification's order."""

from domain.matching.facts import SpeakerFacts, UserProfile

# In the order in which the specification looks at them: the first that a speaker can help with gives the reason.
GOALS_POSSIBLE = ("GET_MENTORED", "HIRE", "LEARN", "NETWORK")
REASONS = {
    "GET_MENTORED": "Offers mentorship - aligns with your goal",
    "HIRE": "Potential hiring candidate",
    "LEARN": "Can teach relevant skills",
    "NETWORK": "Valuable networking connection",
}
HIRED_ROLES = frozenset({"Engineer", "Designer", "Product Manager"})


def can_help_with(goal: str, speaker: SpeakerFacts) -> bool:
    """Whether this speaker can help with one of `GOALS_POSSIBLE`."""
    match goal:
        case "GET_MENTORED":
            return "mentorship" in speaker.offerings
        case "HIRE":
            return speaker.role in HIRED_ROLES
        case "LEARN":
            return bool(speaker.expertise)
        case _:
            return goal == "NETWORK"


def goal_reason(profile: UserProfile, speaker: SpeakerFacts) -> str | None:
    """What the speaker can do for the first goal of the person that they can help with, if for any.

    Source: specification, `check_speaker_goal_compatibility`.
    """
    return next(
        (REASONS[goal] for goal in GOALS_POSSIBLE if goal in profile.goals and can_help_with(goal, speaker)), None
    )
