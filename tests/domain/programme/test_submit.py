"""Handing a schedule in: stored with its job, or refused with nothing stored."""

from hashlib import sha256

import msgspec
import pytest

from domain.errors import InvalidInput, NotFound
from domain.programme.submit import submit_schedule
from domain.tables import Event, Job, ScheduleImport
from domain.work.works import ImportSchedule
from tests.cast import make_event
from tests.domain.programme.sample_files import event_xml, sample, schedule_xml

pytestmark = pytest.mark.usefixtures("database")

GOOD = schedule_xml(event_xml(1))


async def test_the_file_its_job_and_its_event_are_stored_together() -> None:
    content = sample("harbour.frab.xml")
    submitted = await submit_schedule(content, "some/folder/schedule.xml", "harbour", create=True)
    [stored] = await ScheduleImport.select()
    assert (stored["id"], stored["event_id"]) == (submitted.import_id, submitted.event_id)
    assert (stored["content"], stored["sha256"]) == (content, sha256(content).hexdigest())
    assert (stored["filename"], stored["format"], stored["time_zone"]) == ("schedule.xml", "frab-xml", None)
    assert (stored["report"], stored["finished_at"]) == (None, None)
    [job] = await Job.select()
    work = msgspec.json.decode(job["arguments"], type=ImportSchedule)
    assert work == ImportSchedule(import_id=submitted.import_id, event_id=submitted.event_id)
    assert (job["id"], job["event_id"]) == (submitted.job_id, submitted.event_id)


async def test_an_event_that_exists_is_used_as_it_is() -> None:
    event = await make_event("harbour", "My own name")
    submitted = await submit_schedule(GOOD, "schedule.xml", "harbour", create=True)
    assert submitted.event_id == event
    assert (await Event.select().first())["name"] == "My own name"  # type: ignore[index]


async def test_an_event_without_a_zone_of_its_schedule_has_the_chosen_one() -> None:
    await submit_schedule(GOOD, "schedule.xml", "harbour", create=True, time_zone="Europe/Oslo")
    assert (await Event.select().first())["time_zone"] == "Europe/Oslo"  # type: ignore[index]


async def test_an_unknown_event_is_refused_by_its_name() -> None:
    with pytest.raises(NotFound, match="There is no event 'harbour'; --create makes it"):
        await submit_schedule(GOOD, "schedule.xml", "harbour", create=False)
    assert await ScheduleImport.count() == 0


@pytest.mark.parametrize("slug", ["", "Harbour Days", "-x", "a" * 64, "../x", "x\n"])
async def test_a_slug_that_cannot_be_one_is_refused(slug: str) -> None:
    with pytest.raises(InvalidInput, match="cannot name an event: allowed are"):
        await submit_schedule(GOOD, "schedule.xml", slug, create=True)


async def test_an_unknown_zone_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(InvalidInput, match="Europe/Brussels"):
        await submit_schedule(GOOD, "schedule.xml", "harbour", create=True, time_zone="Europe/Brussel")
    assert await Event.count() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 1000,
        b" " * (20 * 1024 * 1024 + 1),
        b"<!DOCTYPE schedule [<!ENTITY a 'b'>]><schedule>&a;</schedule>",
        GOOD[:-1],
        b'{"schedule": {"conference": {"days": [',
    ],
    ids=["empty", "zeros", "too large", "entity", "truncated XML", "truncated JSON"],
)
async def test_of_a_refused_file_nothing_is_stored(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        await submit_schedule(content, "schedule.xml", "harbour", create=True)
    assert (await ScheduleImport.count(), await Event.count(), await Job.count()) == (0, 0, 0)
