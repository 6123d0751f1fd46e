"""A real schedule as an event of the demo: imported by a real worker, with attendees, twice."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.clock import conference_now
from domain.errors import InvalidInput
from domain.tables import Event, Job, Profile, Registration, Session
from local.demo.schedule import add_schedule_event
from local.demo.write import write_demo

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
DAY = """<day index="{number}" date="2025-05-0{number}" start="2025-05-0{number}T09:00:00+02:00"
  end="2025-05-0{number}T18:00:00+02:00"><room name="Quay">{events}</room></day>"""
EVENT = """<event id="{key}" guid="00000000-0000-0000-0000-00000000000{key}">
  <date>2025-05-0{day}T{hour}:00:00+02:00</date><start>{hour}:00</start><duration>00:45</duration><room>Quay</room><title>{title}</title><type>talk</type><track>Boats</track><abstract>{abstract}</abstract>
  <persons><person id="{key}">Speaker {key}</person></persons></event>"""
TALKS = (
    ("Rigging", "Ropes, knots and the rigging of old boats, with ropes to try."),
    ("Engines", "Diesel engines, diesel pumps and what seawater does to engines."),
    ("Charts", "Paper charts against digital charts, and a sextant."),
)

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
async def schedule(tmp_path: Path) -> Path:
    await write_demo(NOW)
    path = tmp_path / "harbour-2025.xml"
    path.write_text(schedule_xml())
    return path


def schedule_xml() -> str:
    events = [
        EVENT.format(key=number, day=1, hour=9 + number, title=title, abstract=abstract)
        for number, (title, abstract) in enumerate(TALKS, start=1)
    ]
    days = DAY.format(number=1, events="".join(events)) + DAY.format(number=2, events="")
    return (
        "<schedule><version>1</version><conference><title>Harbour Days</title><acronym>harbour</acronym>"
        "<start>2025-05-01</start><end>2025-05-02</end><days>2</days><time_zone_name>Europe/Oslo</time_zone_name>"
        f"</conference>{days}</schedule>"
    )


async def test_a_schedule_becomes_an_event_with_attendees_whose_day_two_is_today(schedule: Path) -> None:
    added = await add_schedule_event(schedule, NOW)
    assert (added.slug, added.name, added.report.taken, added.attendees) == ("harbour-2025", "Harbour Days", 3, 304)
    event = await Event.select().where(Event.id == added.event_id).first()
    assert event
    assert conference_now(NOW, event["clock_offset"]).date().isoformat() == "2025-05-02"
    assert await Job.count().where((Job.name == "GenerateEvent") & (Job.event_id == added.event_id)) == 1


async def test_the_second_start_reports_no_changes_and_keeps_the_attendees(schedule: Path) -> None:
    first = await add_schedule_event(schedule, NOW)
    profiles = await Profile.select().order_by(Profile.id)
    again = await add_schedule_event(schedule, NOW)
    assert (again.report.changed, again.attendees, again.event_id) == (0, 304, first.event_id)
    assert await Profile.select().order_by(Profile.id) == profiles
    assert await Session.count().where(Session.event_id == first.event_id) == 3


async def test_the_terminal_hears_how_many_sessions_were_taken_and_who_attends(schedule: Path) -> None:
    lines = str(await add_schedule_event(schedule, NOW)).splitlines()
    assert lines[0] == "Harbour Days (harbour-2025): 304 attendees."
    assert lines[1].startswith("  Took 3 of 3 sessions")


async def test_a_file_that_is_no_schedule_is_refused_and_leaves_no_event(tmp_path: Path) -> None:
    path = tmp_path / "notes.xml"
    path.write_text("<notes/>")
    with pytest.raises(InvalidInput):
        await add_schedule_event(path, NOW)
    assert await Event.count() == await Registration.count() == 0
