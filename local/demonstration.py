"""Fills the demo's database: tables, the demo conference, and an event for each schedule given."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from domain.clock import utc_now
from domain.migrate import list_foreign_tables
from domain.settings import load_settings
from domain.tables import Event, Registration, SessionRecommendation, SpeakerRecommendation
from domain.work.enqueue import Placement, enqueue
from domain.work.transaction import transaction
from domain.work.works import ImproveSpeakers, RefreshByModel
from local.database_pool import open_pool
from local.demo.sign_ins import SIGN_INS
from local.migration import migrate_silently
from local.refusal import Refused

NAMED_TABLES = 3
FIRST_LISTS_TAKE = timedelta(seconds=20)
# What a batch gives does not replace a list that is newer than it: texts come after the batches are planned.
BATCHES_ARE_PLANNED = timedelta(seconds=45)
# Seven calls for each, of which an event's bucket gives two a second.
TEXTS_TAKE = timedelta(seconds=5)

_SIGN_INS = """
SELECT user_id FROM registration JOIN users ON users.id = user_id
WHERE event_id = {} AND email = ANY({}::text[]) GROUP BY user_id, email ORDER BY array_position({}::text[], email)
"""


def prepare(schedules: Sequence[Path], *, busy: bool = False) -> list[str]:
    """What was written, a line each; a second time the same things are found and kept.

    Raises: Refused if the database holds tables of others, or a schedule cannot be taken.
    """
    return asyncio.run(_prepare(schedules, busy=busy))


async def _prepare(schedules: Sequence[Path], *, busy: bool) -> list[str]:
    from local.demo.schedule import add_schedule_event
    from local.demo.write import write_demo

    await refuse_foreign_tables()
    await migrate_silently()
    async with open_pool():
        northbound = await write_demo(utc_now())
        lines, written = [str(northbound)], set[str]()
        if busy:
            from local.demo.busy.write_busy import SLUGS, write_busy

            lines += await write_busy(northbound.event_id, utc_now())
            written = SLUGS
        added = [await add_schedule_event(path, utc_now()) for path in schedules]
        lines += [str(event) for event in added]
        lines += await list_kept({"northbound", *written, *(event.slug for event in added)})
        await wind_clocks()
    return lines


async def list_kept(slugs: Collection[str]) -> list[str]:
    """A line for the events of earlier starts, if there are any but these."""
    rows = await Event.select(Event.name, Event.slug).order_by(Event.created_at)
    kept = [f"{row['name']} ({row['slug']})" for row in rows if row["slug"] not in slugs]
    return [f"Kept from earlier starts: {', '.join(kept)}."] if kept else []


async def wind_clocks() -> None:
    """Make day two of every event today, also of those of earlier starts, and renew recommendations that ran out."""
    from local.demo.write import ask_for_recommendations, set_clock

    now = utc_now()
    async with transaction():
        for event in await Event.select(Event.id):
            await set_clock(event["id"], now)
            await ask_for_recommendations(event["id"], now)
            if load_settings().model_simulated:  # Claude, who costs money, waits for the night
                await ask_model(event["id"], now)
                await ask_model_for_texts(event["id"], now)


async def ask_model(event_id: UUID, now: datetime) -> None:
    """Have the model look at everybody's first list when those are made, unless it has looked at one of the event."""
    by_model = (SessionRecommendation.event_id == event_id) & (SessionRecommendation.source == "llm")
    if not await SessionRecommendation.exists().where(by_model):
        await enqueue(RefreshByModel(event_id=event_id), Placement(due_at=now + FIRST_LISTS_TAKE))


async def ask_model_for_texts(event_id: UUID, now: datetime) -> None:
    """Have it write for who signs in with one click; for all others the templates do, until one saves their profile."""
    by_model = (SpeakerRecommendation.event_id == event_id) & (SpeakerRecommendation.starters_method == "llm")
    if not await SpeakerRecommendation.exists().where(by_model):
        emails = list(SIGN_INS)
        for place, row in enumerate(await Registration.raw(_SIGN_INS, event_id, emails, emails)):
            due_at = now + BATCHES_ARE_PLANNED + place * TEXTS_TAKE
            await enqueue(ImproveSpeakers(user_id=row["user_id"], event_id=event_id), Placement(due_at=due_at))


async def refuse_foreign_tables() -> None:
    foreign = await list_foreign_tables()
    if foreign:
        some = ", ".join(foreign[:NAMED_TABLES]) + (", …" if len(foreign) > NAMED_TABLES else "")
        raise Refused(f"The database of DATABASE_URL holds tables of others ({some}): the demo wants one of its own.")
