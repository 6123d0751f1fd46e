"""The profile as a form: boxes for the programme's common terms, text for all others, so that no script is needed."""

from litestar.datastructures import FormMultiDict
from msgspec import Struct

from domain.errors import InvalidInput
from domain.people.profile_rules import (
    DIFFICULTIES,
    GOALS,
    LONGEST,
    clean_line,
    clean_text,
    parse_terms,
    unique_terms,
)
from domain.people.profiles import ProfileDetails

GOAL_WORDS = {
    "LEARN": "Learn something new",
    "NETWORK": "Meet people",
    "HIRE": "Find people to hire",
    "GET_HIRED": "Find a job",
    "MENTOR": "Mentor somebody",
    "GET_MENTORED": "Find a mentor",
}
# A browser sends these even where nothing is written.
TEXTS = ("role", "company", "industry", "about", "other_interests", "skills_to_offer", "skills_needed", "languages")
LEVEL_WORDS = {"": "Any", "beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}


# Each field as a problem names it, the control that a link to it leads to, and its label; in the order of the page.
CONTROLS = (
    ("interests", "other_interests", "Interests"),
    ("goals", "goals", "Goals"),
    ("preferred_difficulty", "preferred_difficulty", "Level you prefer"),
    ("role", "role", "Role"),
    ("company", "company", "Company"),
    ("industry", "industry", "Industry"),
    ("languages", "languages", "Languages"),
    ("about", "about", "About"),
    ("skills_needed", "skills_needed", "Skills to gain"),
    ("skills_to_offer", "skills_to_offer", "Skills to offer"),
)


class Complaint(Struct, frozen=True):
    """A field that needs another look: its name, the id of its control, its label."""

    field: str
    control: str
    label: str


class Choice(Struct, frozen=True):
    """A box to tick."""

    value: str
    label: str
    is_chosen: bool


class MePage(Struct, frozen=True, kw_only=True):
    """The form as it is filled; lists are text with commas. `problems` has a sentence for each field that has one."""

    role: str
    company: str
    industry: str
    about: str
    languages: str
    common_interests: tuple[Choice, ...]
    other_interests: str
    goals: tuple[Choice, ...]
    skills_to_offer: str
    skills_needed: str
    levels: tuple[Choice, ...]
    longest: dict[str, int]
    problems: dict[str, str]

    def problem(self, field: str) -> str:
        return self.problems.get(field, "")

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """The fields with a problem, in the order of the page."""
        return tuple([Complaint(*control) for control in CONTROLS if control[0] in self.problems])

    def takes_focus(self, field: str) -> bool:
        """Whether it is the first field with a problem."""
        return any(complaint.field == field for complaint in self.complaints[:1])


def filled_from(
    profile: ProfileDetails,
    common_terms: tuple[str, ...],
    added: tuple[str, ...] = (),
    problems: dict[str, str] | None = None,
) -> MePage:
    """The form for a profile; interests that are common terms are ticked, the others are text."""
    interests = unique_terms([*profile.interests, *added])
    folded, common = {term.casefold() for term in interests}, {term.casefold() for term in common_terms}
    return MePage(
        role=profile.role,
        company=profile.company,
        industry=profile.industry,
        about=profile.about,
        languages=", ".join(profile.languages),
        common_interests=tuple([Choice(term, term, term.casefold() in folded) for term in common_terms]),
        other_interests=", ".join(term for term in interests if term.casefold() not in common),
        goals=tuple([Choice(goal, GOAL_WORDS[goal], goal in profile.goals) for goal in GOALS]),
        skills_to_offer=", ".join(profile.skills_to_offer),
        skills_needed=", ".join(profile.skills_needed),
        levels=tuple(
            [Choice(key, LEVEL_WORDS[key], key == profile.preferred_difficulty) for key in ("", *DIFFICULTIES)]
        ),
        longest=LONGEST,
        problems=problems or {},
    )


def parse(form: FormMultiDict) -> ProfileDetails:
    """What was sent, cleaned but not yet checked.

    Raises: `InvalidInput` if a field of text is missing: the form did not arrive whole, and would empty the profile.
    """
    if missing := [name for name in TEXTS if not _texts(form, name)]:
        raise InvalidInput(f"The form did not arrive whole: {', '.join(missing)} missing. Nothing was changed.")
    return ProfileDetails(
        role=clean_line(_text(form, "role")),
        company=clean_line(_text(form, "company")),
        industry=clean_line(_text(form, "industry")),
        about=clean_text(_text(form, "about")),
        interests=unique_terms([*_texts(form, "common_interests"), *parse_terms(_text(form, "other_interests"))]),
        goals=tuple(dict.fromkeys(_texts(form, "goals"))),
        skills_to_offer=parse_terms(_text(form, "skills_to_offer")),
        skills_needed=parse_terms(_text(form, "skills_needed")),
        preferred_difficulty=_text(form, "preferred_difficulty"),
        languages=parse_terms(_text(form, "languages")),
    )


def _texts(form: FormMultiDict, name: str) -> list[str]:
    """All values of a field; a file sent in its place is left out."""
    return [value for value in form.getall(name, []) if isinstance(value, str)]


def _text(form: FormMultiDict, name: str) -> str:
    return next(iter(_texts(form, name)), "")
