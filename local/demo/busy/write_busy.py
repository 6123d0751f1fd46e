"""Writes what `--busy` adds to the demo: once, and all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain.model.statistics_rollup import MODEL_CALLS
from domain.settings import load_settings
from domain.tables import Event, Job, ModelStatistic, Registration, StatisticsHorizon, User
from domain.work.statistics.rollup import ATTEMPTS, begin_anew, roll_up
from domain.work.transaction import transaction
from local.demo.busy.backlog import write_backlog
from local.demo.busy.events import build_small_events
from local.demo.busy.history import draw_history
from local.demo.busy.past import LATEST, PastAdmin, PastEvent
from local.demo.busy.past_occurrences import begin_night, make_schedules, note_occurrences
from local.demo.busy.store_history import store_history
from local.demo.busy.troubles import enqueue_troubles
from local.demo.write import find_event, set_clock, write_conference

SLUGS = {conference.slug for conference in build_small_events()}
ROOT, COLLEAGUE = "root@demo.example", "magnus@demo.example"


async def write_busy(northbound: UUID, now: datetime) -> list[str]:
    """What was written, a line each; a second time nothing is."""
    conferences = build_small_events()
    if await find_event(conferences[0].slug):
        return ["A busy week was found, and kept as it is."]
    async with transaction():
        others = [await write_conference(conference) for conference in conferences]
        for event_id in others:  # or they are not active, and have no nights
            await set_clock(event_id, now)
        events = [await _read_event(event_id) for event_id in (northbound, *others)]
        jobs = await _write_past(events, now)
        await begin_night(events[0], now)
        await enqueue_troubles(northbound, now)
        waiting = await write_backlog(events, now)
        await Job.raw("ANALYZE job")  # how many succeeded is told by the planner's estimate
    await roll_up(ATTEMPTS, now)
    await roll_up(MODEL_CALLS, now)
    names = " and ".join(conference.name for conference in conferences)
    return [f"{names} written, a week of {jobs:,} jobs that ended, and {waiting:,} that wait."]


async def _write_past(events: Sequence[PastEvent], now: datetime) -> int:
    settings = load_settings()
    root, colleague = await _read_admin(ROOT), await _write_colleague()
    history = draw_history(now, events, root, colleague, settings.model, await make_schedules(now))
    await store_history(history, settings.model, settings.model_prices[settings.model], now - LATEST)
    await note_occurrences(history.jobs)
    await begin_anew()
    await StatisticsHorizon.delete().where(StatisticsHorizon.source == MODEL_CALLS.name)
    await ModelStatistic.delete(force=True)
    return len(history.jobs)


async def _read_event(event_id: UUID) -> PastEvent:
    [event] = await Event.select(Event.name, Event.time_zone).where(Event.id == event_id)
    attends = (Registration.event_id == event_id) & (Registration.role == "attendee")
    rows = await Registration.select(Registration.user_id).where(attends).order_by(Registration.id)
    return PastEvent(event_id, event["name"], event["time_zone"], [row["user_id"] for row in rows])


async def _read_admin(email: str) -> PastAdmin:
    [row] = await User.select(User.id, User.name).where(User.email == email)
    return PastAdmin(row["id"], row["name"])


async def _write_colleague() -> PastAdmin:
    """A second administrator, so that the audit log has somebody else in it."""
    if not await User.exists().where(User.email == COLLEAGUE):
        await User.insert(User(email=COLLEAGUE, name="Magnus Eide", admin="full"))
    return await _read_admin(COLLEAGUE)
