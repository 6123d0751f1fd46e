"""How many points two people have for what they share and what they can do for each other: 100 at most, all whole."""

from domain.matching.facts import PersonFacts
from domain.matching.term_key import term_key

# By how many of 100 people hold an interest at most: what few hold tells more of two who share it.
WORTH_BY_PERCENT = ((2, 12), (10, 10), (30, 7), (100, 5))
MOST_INTEREST_POINTS = 25
SKILL_POINTS = (0, 12, 17, 20)  # for 0, 1, 2 and more skills; in each direction
SESSION_POINTS = (0, 4, 7, 10)
INDUSTRY_POINTS = 5
MOST_GOAL_POINTS = 20
LEAST_SCORE = 15  # below, a common goal without anything to talk about

GOALS = ("HIRE", "GET_HIRED", "MENTOR", "GET_MENTORED", "NETWORK")
HIRING = {("HIRE", "GET_HIRED"): 12, ("GET_HIRED", "HIRE"): 12}
OTHER_PAIRS = {("MENTOR", "GET_MENTORED"): 12, ("GET_MENTORED", "MENTOR"): 12, ("NETWORK", "NETWORK"): 6}

# What a speaker offers says what they are here for, in the same words as a profile's goals.
GOAL_OF_OFFERING = {
    "mentorship": "MENTOR",
    "mentoring": "MENTOR",
    "hiring": "HIRE",
    "recruiting": "HIRE",
    "introductions": "NETWORK",
    "networking": "NETWORK",
    "meetings": "NETWORK",
}


def worth_of_interest(holders: int, people: int) -> int:
    """Points for sharing an interest that so many of so many people hold.

    The first two holders do not count: it takes two to share, and at a small event two would be a large part.
    """
    return next(points for percent, points in WORTH_BY_PERCENT if (holders - 2) * 100 <= percent * people)


def goals_of(person: PersonFacts) -> frozenset[str]:
    """What a person is here for: the goals of their profile and, of a speaker, those that their offerings name."""
    offered = (GOAL_OF_OFFERING.get(term_key(offering)) for offering in person.offerings)
    meets = ["NETWORK"] if person.is_available_for_meetings else []
    return frozenset(filter(None, (*person.profile.goals, *offered, *meets)))
