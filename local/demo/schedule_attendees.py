"""Attendees for an imported schedule, who draw their interests from its programme."""

from collections.abc import Sequence
from random import Random
from uuid import UUID

from domain.tables import Registration, User
from local.demo.attendees import Kind, draw_attendees
from local.demo.conference import ATTENDEES, SEED, read_demo_people
from local.demo.model import Person
from local.demo.people_rows import person_rows, profile_row
from local.demo.urn import Urn, draw_count
from local.demo.vocabulary import read_vocabulary
from local.demo.write import insert

# Nobody speaks at a schedule of years ago, whatever they do at Northbound.
ROLES_ELSEWHERE = ("attendee", "organizer")


def draw_people(slug: str, vocabulary: Urn) -> list[Person]:
    """The same 300 for the same slug and vocabulary, each drawing four to eight interests on their own."""

    def interests(random: Random, _: Kind) -> tuple[str, ...]:
        return vocabulary.draw(random, draw_count(random, 4, 8))

    names = [person.name for person in read_demo_people()]
    return draw_attendees(Random(f"{SEED}:{slug}"), ATTENDEES, f"{slug}.example", interests, lambda *_: "", names)


async def add_attendees(event_id: UUID, slug: str) -> int:
    """Register 300 people drawn for this event, and the demo people, unless it has attendees; how many it has.

    An event without sessions has none: there is nothing to be interested in.
    """
    known = await Registration.count().where((Registration.event_id == event_id) & (Registration.role == "attendee"))
    vocabulary = await read_vocabulary(event_id)
    return known if known or not vocabulary.things else await _register(event_id, draw_people(slug, vocabulary))


async def _register(event_id: UUID, people: Sequence[Person]) -> int:
    users = person_rows(people)
    await insert(list(users.values()))
    await insert([profile_row(person, users[person.slug].id) for person in people])
    registrations = [Registration(user_id=user.id, event_id=event_id, role="attendee") for user in users.values()]
    registrations += await _demo_registrations(event_id)
    await insert(registrations)
    return sum(registration.role == "attendee" for registration in registrations)


async def _demo_registrations(event_id: UUID) -> list[Registration]:
    """Ada, Sam, Omar and Rút attend every event of the demo, and Omar organizes it."""
    roles = {person.email: person.registered_as for person in read_demo_people()}
    users = await User.select(User.id, User.email).where(User.email.is_in(list(roles)))
    return [
        Registration(user_id=user["id"], event_id=event_id, role=role)
        for user in users
        for role in roles[user["email"]]
        if role in ROLES_ELSEWHERE
    ]
