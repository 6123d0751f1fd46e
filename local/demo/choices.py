"""What people of the demo conference did beforehand: sessions they saved, people they know."""

from collections.abc import Collection, Sequence
from random import Random

from local.demo.model import Bookmark, Person, Session, Speaker
from local.demo.urn import draw_count, fill

MOST_BOOKMARKS = 8
MOST_CONNECTIONS = 3
LEVELS = fill({"must": 2, "want": 5, "backup": 2})
# A shared topic counts this much against being anybody's choice at all.
TOPIC_WEIGHT = 3.0
ROLE_WEIGHT = 1.0
CHANCE_WEIGHT = 0.25


def draw_bookmarks(random: Random, people: Sequence[Person], sessions: Sequence[Session]) -> tuple[Bookmark, ...]:
    """Up to eight saved sessions each, mostly of a person's topics; those who wrote theirs by hand keep to them."""
    appeal = {session.code: 0.5 + random.random() for session in sessions}
    saved: list[Bookmark] = []
    for person in people:
        levels = person.bookmarks or _draw_levels(random, person, sessions, appeal)
        saved.extend(Bookmark(person.slug, code, level) for code, level in levels.items())
    return tuple(saved)


def _draw_levels(
    random: Random, person: Person, sessions: Sequence[Session], appeal: dict[str, float]
) -> dict[str, str]:
    weights = {session.code: appeal[session.code] * _liking(person, session) for session in sessions}
    codes = fill(weights).draw(random, draw_count(random, 0, MOST_BOOKMARKS))
    return {code: LEVELS.draw_one(random) for code in codes}


def _liking(person: Person, session: Session) -> float:
    topics = len(set(person.interests) & set(session.tags))
    return CHANCE_WEIGHT + TOPIC_WEIGHT * topics + ROLE_WEIGHT * (person.role in session.audience)


def draw_connections(
    random: Random, people: Sequence[Person], speakers: Sequence[Speaker]
) -> tuple[tuple[str, str], ...]:
    """Pairs of slugs, each pair once and in alphabetical order; people with more in common know each other more."""
    topics = {person.slug: frozenset(person.interests) for person in people}
    topics |= {speaker.slug: frozenset(speaker.expertise) for speaker in speakers}
    pairs = {_pair(person.slug, friend) for person in people for friend in person.knows}
    for person in people:
        pairs.update(_pair(person.slug, friend) for friend in _draw_friends(random, person, topics))
    return tuple(sorted(pairs))


def _draw_friends(random: Random, person: Person, topics: dict[str, frozenset[str]]) -> Collection[str]:
    common = {slug: len(topics[person.slug] & theirs) for slug, theirs in topics.items() if slug != person.slug}
    weights = {slug: CHANCE_WEIGHT + shared**2 for slug, shared in common.items()}
    return () if person.knows else fill(weights).draw(random, draw_count(random, 0, MOST_CONNECTIONS))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
