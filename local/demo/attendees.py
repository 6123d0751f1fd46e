"""Attendees drawn from eighteen kinds of people; what they are interested in is for the caller to say."""

from collections.abc import Callable, Iterable
from random import Random

from msgspec import Struct

from local.demo.model import Person
from local.demo.names import draw_names, slug_of
from local.demo.reading import read_content, read_list
from local.demo.urn import draw_count, fill

MOTHER_TONGUES_IN_A_HUNDRED = 70


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of attendee: `goals` is how many of a hundred have each, `levels` the weight of each difficulty."""

    role: str
    share: int
    interests: tuple[str, ...]
    offers: tuple[str, ...]
    needs: tuple[str, ...]
    goals: dict[str, int]
    levels: dict[str, int]
    about: tuple[str, ...]


class Organisation(Struct, frozen=True):
    """Made-up employers of one industry."""

    industry: str
    names: tuple[str, ...]


# What somebody of a kind cares about, and what they say of themselves.
Interests = Callable[[Random, Kind], tuple[str, ...]]
About = Callable[[Random, Kind], str]


def draw_attendees(
    random: Random, count: int, domain: str, interests: Interests, about: About, taken: Iterable[str] = ()
) -> list[Person]:
    """So many different people with addresses at `domain`, none of them called as one of `taken`."""
    kinds = {kind.role: kind for kind in read_list("attendees", "kind", Kind)}
    roles = fill({role: kind.share for role, kind in kinds.items()})
    names = draw_names(random, count, {slug_of(name) for name in taken})
    return [_draw_person(random, name, domain, kinds[roles.draw_one(random)], interests, about) for name in names]


def _draw_person(random: Random, name: str, domain: str, kind: Kind, interests: Interests, about: About) -> Person:
    industry, company = _draw_employer(random, kind)
    return Person(
        slug=slug_of(name),
        email=f"{slug_of(name)}@{domain}",
        name=name,
        role=kind.role,
        company=company,
        industry=industry,
        about=about(random, kind),
        interests=interests(random, kind),
        goals=_draw_goals(random, kind),
        skills_to_offer=fill(dict.fromkeys(kind.offers, 1)).draw(random, draw_count(random, 1, 3)),
        skills_needed=fill(dict.fromkeys(kind.needs, 1)).draw(random, draw_count(random, 1, 3)),
        preferred_difficulty=fill(kind.levels).draw_one(random),
        languages=_draw_languages(random),
    )


def _draw_employer(random: Random, kind: Kind) -> tuple[str, str]:
    """Industry and company; students are at a school, researchers at a school or an institute."""
    organisations = read_list("organisations", "organisation", Organisation)
    homes = {"Student": {"Education"}, "Researcher": {"Education", "Research"}}.get(kind.role)
    names = {
        name: entry.industry for entry in organisations for name in entry.names if not homes or entry.industry in homes
    }
    company = fill(dict.fromkeys(names, 1)).draw_one(random)
    return names[company], company


def _draw_goals(random: Random, kind: Kind) -> tuple[str, ...]:
    goals = tuple(goal for goal, in_a_hundred in kind.goals.items() if random.random() * 100 < in_a_hundred)
    return goals or ("LEARN",)


def _draw_languages(random: Random) -> tuple[str, ...]:
    others = fill(dict.fromkeys(read_content("attendees")["languages"], 1))
    has_another = random.random() * 100 < MOTHER_TONGUES_IN_A_HUNDRED
    return ("English", *others.draw(random, draw_count(random, 1, 2) if has_another else 0))
