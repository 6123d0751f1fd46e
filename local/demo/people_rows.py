"""The rows of people: who they are, what they want, what they saved and whom they know."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from domain.tables import Bookmark, Connection, Profile, Registration, User
from local.demo import model

Ids = Mapping[str, UUID]


def user_rows(conference: model.Conference) -> dict[str, User]:
    """By slug; who attends and speaks is one user."""
    speakers = {speaker.slug: User(name=speaker.name, email=speaker.email) for speaker in conference.speakers}
    return speakers | person_rows(conference.people)


def person_rows(people: Iterable[model.Person]) -> dict[str, User]:
    """By slug."""
    return {person.slug: User(name=person.name, email=person.email, admin=person.admin) for person in people}


def registration_rows(conference: model.Conference, event_id: UUID, users: Ids) -> list[Registration]:
    """A row for each role of each person; every speaker is registered as one."""
    roles = {(person.slug, role): None for person in conference.people for role in person.registered_as}
    roles |= {(speaker.slug, "speaker"): None for speaker in conference.speakers}
    return [Registration(user_id=users[slug], event_id=event_id, role=role) for slug, role in roles]


def profile_row(person: model.Person, user_id: UUID) -> Profile:
    return Profile(
        user_id=user_id,
        role=person.role,
        company=person.company,
        industry=person.industry,
        about=person.about,
        interests=list(person.interests),
        goals=list(person.goals),
        skills_to_offer=list(person.skills_to_offer),
        skills_needed=list(person.skills_needed),
        preferred_difficulty=person.preferred_difficulty,
        languages=list(person.languages),
    )


def bookmark_row(bookmark: model.Bookmark, sessions: Ids, users: Ids) -> Bookmark:
    return Bookmark(user_id=users[bookmark.person], session_id=sessions[bookmark.session], level=bookmark.level)


def connection_row(one: UUID, other: UUID, event_id: UUID) -> Connection:
    return Connection(user_a_id=min(one, other), user_b_id=max(one, other), event_id=event_id)
