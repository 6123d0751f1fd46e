"""More people for the small conference of the cast, who have something to give each other."""

from uuid import UUID

from domain.tables import Profile
from tests.cast import Cast, make_person

ADA_NEEDS, ADA_OFFERS = "Kubernetes", "SQL"


async def teach_ada(cast: Cast) -> None:
    """Ada needs Kubernetes and offers SQL, and would like to meet people."""
    await Profile.update(
        {Profile.skills_needed: [ADA_NEEDS], Profile.skills_to_offer: [ADA_OFFERS], Profile.goals: ["LEARN", "NETWORK"]}
    ).where(Profile.user_id == cast.ada)


async def make_counterpart(cast: Cast, name: str, event: UUID | None = None) -> UUID:
    """Somebody who offers what Ada needs and needs what Ada offers."""
    person = await make_person(name, f"{name.split()[0].lower()}@demo.example", event or cast.event, "attendee")
    profile = Profile(
        user_id=person,
        role="SRE",
        company="Nordwind",
        interests=["job-queues"],
        skills_to_offer=[ADA_NEEDS.lower()],
        skills_needed=[ADA_OFFERS.lower()],
    )
    await profile.save().run()
    return person
