"""People who go on using the site on the busy day: profiles saved, sign-in links asked for."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from random import Random
from uuid import UUID

from domain.clock import utc_now
from domain.tables import Job, Registration
from domain.work.enqueue import enqueue
from domain.work.origin import VISITOR, asked_by, person
from domain.work.transaction import transaction
from domain.work.works import GenerateRecommendations
from local.demo.busy.backlog import write_backlog
from local.demo.busy.past import PastEvent
from local.demo.busy.troubles import enqueue_letters

PAUSE_SECONDS = (3.0, 8.0)
# Of ten visitors, how many ask for a link; of ten links, how many go to a server that wants to be asked twice.
ASK_FOR_LINK, TO_SLOW = 0.3, 0.2
LOOK_AT_BACKLOG = timedelta(seconds=60)
SHORTEST_BACKLOG = 1_000

_ATTENDEES = """
SELECT event_id, user_id FROM registration WHERE role = 'attendee' ORDER BY event_id, user_id
"""
_WAITING = "SELECT count(*) AS jobs FROM job WHERE state = 'scheduled' AND queue = 'bulk'"


async def keep_visiting() -> None:
    """One visitor after the other, for as long as this process runs."""
    random = Random()  # nothing secret hangs on it
    attendees = [(row["event_id"], row["user_id"]) for row in await Registration.raw(_ATTENDEES)]
    while True:
        await asyncio.sleep(random.uniform(*PAUSE_SECONDS))
        if random.random() < ASK_FOR_LINK:
            await _ask_for_link(random)
        else:
            await _save_profile(*attendees[int(random.random() * len(attendees))])


async def keep_backlog() -> None:
    """When the long queue has grown short, make it long again."""
    while True:
        [row] = await Job.raw(_WAITING)
        if row["jobs"] < SHORTEST_BACKLOG:
            async with transaction():
                await write_backlog(await _read_events(), utc_now(), turns=3)
        await asyncio.sleep(LOOK_AT_BACKLOG.total_seconds())


async def _ask_for_link(random: Random) -> None:
    domain = "slow" if random.random() < TO_SLOW else "taken"
    with asked_by(VISITOR):
        async with transaction():
            await enqueue_letters(
                "Your sign-in link for Hallway", [f"guest{int(random.random() * 1e6)}@{domain}.example"]
            )


async def _save_profile(event_id: UUID, user_id: UUID) -> None:
    with asked_by(person(user_id)):
        await enqueue(GenerateRecommendations(user_id=user_id, event_id=event_id))


async def _read_events() -> list[PastEvent]:
    people: dict[UUID, list[UUID]] = {}
    for row in await Registration.raw(_ATTENDEES):
        people.setdefault(row["event_id"], []).append(row["user_id"])
    return [PastEvent(event_id, "", "UTC", those) for event_id, those in people.items()]
