"""What the points of a score are for: the reason that says it, or what is true whenever there are points."""

from collections.abc import Mapping, Sequence

from domain.matching.profile_reasons import GOALS
from domain.matching.quotes import quote
from domain.recommendations.for_you import Pick
from domain.recommendations.person_picks import PersonPick

# Of each part: how the reasons that belong to it begin, and what stands where none of them was kept.
Words = Mapping[str, tuple[tuple[str, ...], str]]
SESSION_WORDS: Words = {
    "interests": (("Your interest",), "one of its topics is yours"),
    "skills": (("Teaches",), "it teaches a skill you need"),
    "goals": (("Serves",), "what it teaches serves a goal of yours"),
    "role": (("For your role",), "it is made for your role"),
    "difficulty": (("At the level", "Intermediate,"), "its level suits you"),
    "text": (("Mentions", "About", "Like"), "its words are near what you wrote or chose"),
    "collaborative": ((), "chosen by people who chose what you chose"),
    "popularity": (("Chosen by",), "many here chose it"),
    "model": ((), "what reading it with your profile adds or takes"),
}
SPEAKER_WORDS: Words = {
    "expertise": (("Expert in",), "their field is near your interests"),
    "skills": (("Can help with",), "they know what you want to learn"),
    "goals": (("Offers", "Potential", "Can teach", "Valuable"), "they can help with a goal of yours"),
    "industry": (("Same industry",), "the same as yours"),
    "model": ((), "what reading both profiles adds or takes"),
}
PERSON_WORDS: Words = {
    "interests": (("You have",), "you share some"),
    "skills_for_you": ((), "what they offer is what you need"),
    "skills_for_them": ((), "what you offer is what they need"),
    "goals": (("You are", "You want", "You both"), "your goals meet"),
    "industry": ((), "the same as yours"),
    "sessions": (("You chose",), "you chose some of the same"),
    "model": ((), "what reading both profiles adds or takes"),
}


def session_evidence(pick: Pick, part: str) -> str:
    """A line for one part of a session's score, in the person's own words where there are some.

    Where the reason was cut off, or is of a profile that has changed since, what is true of the two now is named.
    """
    if part == "interests" and pick.shared_interests:
        return ", ".join(pick.shared_interests)
    if part == "collaborative":
        return "; ".join(reason for reason in pick.reasons if " others who chose " in reason) or SESSION_WORDS[part][1]
    return kept(SESSION_WORDS, pick.reasons, part) or _named(pick, part) or SESSION_WORDS[part][1]


def _named(pick: Pick, part: str) -> str:
    """What the session has for the person, by name; empty if that is not known."""
    match part:
        case "skills" if pick.taught_skills:
            return f"Teaches {', '.join(map(quote, pick.taught_skills))}"
        case "goals" if pick.served_goals:
            return ", ".join(GOALS[goal] for goal in pick.served_goals).capitalize()
        case "role" if pick.role:
            return pick.role
        case "difficulty" if pick.difficulty:
            return pick.difficulty.capitalize()
    return ""


def person_evidence(pick: PersonPick, part: str) -> str:
    """A line for one part of a person's score."""
    skills = {"skills_for_you": pick.for_you, "skills_for_them": pick.for_them}.get(part)
    return ", ".join(skills) if skills else said(PERSON_WORDS, pick.reasons, part)


def said(words: Words, reasons: Sequence[str], part: str) -> str:
    """The reasons that belong to a part, else what is true whenever it has points."""
    return kept(words, reasons, part) or words[part][1]


def kept(words: Words, reasons: Sequence[str], part: str) -> str:
    """The reasons that belong to a part; empty if none was kept."""
    beginnings = words[part][0]
    return "; ".join(reason for reason in reasons if beginnings and reason.startswith(beginnings))
