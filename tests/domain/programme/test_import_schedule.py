"""Imports against a real database: what is stored, what stays, and what a second one changes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest

from domain.errors import InvalidInput, NotFound
from domain.ids import uuid7
from domain.programme.import_report import ImportReport
from domain.programme.import_schedule import import_schedule
from domain.programme.session_facts import read_session_facts
from domain.programme.submit import submit_schedule
from domain.tables import (
    Bookmark,
    Event,
    Job,
    Registration,
    Room,
    ScheduleImport,
    Session,
    SessionSpeaker,
    SpeakerProfile,
    User,
)
from tests.cast import make_event, make_person, make_session
from tests.domain.programme.sample_files import event_xml, sample, schedule_xml

pytestmark = pytest.mark.usefixtures("database")


async def bring_in(content: bytes, slug: str = "harbour", **options: Any) -> ImportReport:
    """Hand a file in and carry its import out."""
    submitted = await submit_schedule(content, "schedule.xml", slug, create=True, **options)
    return await import_schedule(submitted.import_id)


async def sessions() -> dict[str, dict[str, Any]]:
    return {row["external_id"]: row for row in await Session.select()}


def numbers(report: ImportReport) -> dict[str, int]:
    kinds = ("new", "moved", "updated", "cancelled", "restored", "unchanged")
    return {kind: number for kind in kinds if (number := getattr(report, kind))}


async def test_a_first_import_stores_everything_the_schedule_says() -> None:
    report = await bring_in(sample("harbour.pretalx.json"))
    assert numbers(report) == {"new": 3}
    assert (report.rows, report.taken, report.new_speakers, report.new_rooms) == (3, 3, 2, 2)
    stored = (await sessions())["aaaaaaaa-0000-4000-8000-000000000001"]
    assert stored["title"] == "Queues in plain tables"
    assert stored["starts_at"].isoformat() == "2026-06-04T07:30:00+00:00"
    assert (stored["format"], stored["track"], stored["language"]) == ("Talk", "Data", "en")
    assert (stored["is_recorded"], stored["virtual_link"]) == (True, "https://live.harbour.example/quay")
    assert (stored["status"], stored["revision"], stored["tags"]) == ("scheduled", 1, [])
    assert stored["derived_outcomes"] == ["how SKIP LOCKED works", "when a queue needs a broker & when not"]
    [quay, loft] = await Room.select().order_by(Room.position)
    assert (quay["name"], quay["capacity"], loft["name"]) == ("Quay", 120, "Sail Loft")


async def test_the_event_is_made_from_the_schedule() -> None:
    await bring_in(sample("harbour.frab.xml"))
    [event] = await Event.select()
    assert (event["slug"], event["name"], event["place"]) == ("harbour", "Harbour Days", "Old Customs House, Bergen")
    assert (event["time_zone"], str(event["starts_on"])) == ("Europe/Oslo", "2026-06-04")
    assert event["programme_revision"] == 1


async def test_imported_speakers_have_no_address_and_are_no_attendees() -> None:
    await bring_in(sample("harbour.pretalx.json"))
    assert {(user["name"], user["email"]) for user in await User.select()} == {
        ("Sam Oyelaran", None),
        ("Rút Jónsdóttir", None),
    }
    assert {row["role"] for row in await Registration.select()} == {"speaker"}
    profiles = {row["external_id"]: row["bio"] for row in await SpeakerProfile.select()}
    assert profiles["bbbbbbbb-0000-4000-8000-000000000007"] == "Keeps queues (https://queues.example) short."


async def test_a_speaker_of_two_sessions_is_one_person() -> None:
    await bring_in(sample("harbour.frab.xml"))
    [sam] = await User.select().where(User.name == "Sam Oyelaran")
    spoken = await SessionSpeaker.select().where(SessionSpeaker.speaker_id == sam["id"])
    assert len(spoken) == 2


@pytest.mark.parametrize("name", ["harbour.frab.xml", "harbour.old.xml", "harbour.pretalx.json", "harbour.flat.json"])
async def test_a_second_import_of_the_same_file_changes_nothing(name: str) -> None:
    await bring_in(sample(name))
    before = await sessions(), await Event.select(), await SessionSpeaker.select(), await User.select()
    report = await bring_in(sample(name))
    assert (report.changed, report.new_speakers, report.updated_speakers, report.new_rooms) == (0, 0, 0, 0)
    assert report.unchanged == report.rows
    assert (await sessions(), await Event.select(), await SessionSpeaker.select(), await User.select()) == before


async def test_the_same_conference_from_another_format_is_the_same_sessions() -> None:
    await bring_in(sample("harbour.frab.xml"))
    assert numbers(await bring_in(sample("harbour.pretalx.json"))) == {"unchanged": 3}


async def test_a_newer_version_moves_updates_cancels_and_adds_and_keeps_bookmarks() -> None:
    await bring_in(schedule_xml(*(event_xml(key) for key in range(1, 6))))
    before = await sessions()
    fan = await make_person("Ada", "ada@demo.example", None, None)
    for session in before.values():
        await Bookmark(user_id=fan, session_id=session["id"], level="must").save().run()
    newer = (event_xml(1), event_xml(2, start="11:00"), event_xml(3, "Renamed"), event_xml(6))
    report = await bring_in(schedule_xml(*newer))
    assert numbers(report) == {"new": 1, "moved": 1, "updated": 1, "cancelled": 2, "unchanged": 1}
    assert {(change.kind, change.title) for change in report.changes} == {
        ("new", "Talk 6"),
        ("moved", "Talk 2"),
        ("updated", "Renamed"),
        ("cancelled", "Talk 4"),
        ("cancelled", "Talk 5"),
    }
    after = await sessions()
    assert {key: after[key]["id"] for key in before} == {key: row["id"] for key, row in before.items()}
    assert {key: (row["status"], row["revision"]) for key, row in after.items()} == {
        "1": ("scheduled", 1),
        "2": ("scheduled", 2),
        "3": ("scheduled", 2),
        "4": ("cancelled", 2),
        "5": ("cancelled", 2),
        "6": ("scheduled", 1),
    }
    assert await Bookmark.count() == 5
    assert (await Event.select().first())["programme_revision"] == 2  # type: ignore[index]


async def test_a_session_that_comes_back_is_restored() -> None:
    both = schedule_xml(event_xml(1), event_xml(2))
    await bring_in(both)
    await bring_in(schedule_xml(event_xml(1)))
    assert numbers(await bring_in(both)) == {"restored": 1, "unchanged": 1}
    assert (await sessions())["2"]["status"] == "scheduled"


async def test_speakers_come_and_go_with_their_sessions() -> None:
    def talk(*names: str) -> bytes:
        persons = "".join(f"<person id='{name}'>{name}</person>" for name in names)
        return schedule_xml(event_xml(1, persons=persons))

    await bring_in(talk("Ada", "Ben"))
    assert numbers(await bring_in(talk("Ben", "Cleo"))) == {"updated": 1}
    rows = await SessionSpeaker.select(SessionSpeaker.speaker_id.name, SessionSpeaker.position)
    assert sorted((row["speaker_id.name"], row["position"]) for row in rows) == [("Ben", 0), ("Cleo", 1)]
    assert await User.count() == 3


async def test_a_speaker_with_an_account_keeps_their_name() -> None:
    await bring_in(schedule_xml(event_xml(1, persons="<person id='7'>S. Oyelaran</person>")))
    await User.update({User.email: "sam@demo.example", User.name: "Sam"}, force=True)
    report = await bring_in(schedule_xml(event_xml(1, persons="<person id='7'>Sam O.</person>")))
    assert report.updated_speakers == 0
    assert (await User.select().first())["name"] == "Sam"  # type: ignore[index]


async def test_sessions_made_here_and_other_events_are_left_alone() -> None:
    here, elsewhere = await make_event("harbour", "Harbour"), await make_event("elsewhere", "Elsewhere")
    own = await make_session(here, "Made here")
    foreign = await make_session(elsewhere, "Foreign", external_id="1")
    await bring_in(schedule_xml(event_xml(1)))
    await bring_in(schedule_xml(event_xml(2)))
    standing = {row["id"]: row["status"] for row in await Session.select()}
    assert (standing[own], standing[foreign]) == ("scheduled", "scheduled")


async def test_a_schedule_without_sessions_is_taken_by_an_empty_event_only() -> None:
    report = await bring_in(schedule_xml())
    assert (report.rows, report.notices[-1]) == (0, "The schedule has no sessions.")
    await bring_in(schedule_xml(event_xml(1)))
    with pytest.raises(InvalidInput, match=r"no sessions, and the event has 1.*Nothing was changed"):
        await bring_in(schedule_xml())
    with pytest.raises(InvalidInput, match=r"No row of the schedule can be taken .event 1.*it has no start time"):
        await bring_in(schedule_xml(event_xml(1, start="")))
    assert (await sessions())["1"]["status"] == "scheduled"


async def test_an_empty_schedule_that_was_handed_in_first_is_refused_when_it_is_carried_out() -> None:
    empty = await submit_schedule(schedule_xml(), "schedule.xml", "harbour", create=True)
    full = await submit_schedule(schedule_xml(event_xml(1)), "schedule.xml", "harbour", create=False)
    await ScheduleImport.raw("UPDATE schedule_import SET created_at = now() WHERE id = {}", empty.import_id)
    await import_schedule(full.import_id)
    with pytest.raises(InvalidInput, match="Nothing was changed"):
        await import_schedule(empty.import_id)
    assert (await sessions())["1"]["status"] == "scheduled"


async def test_an_import_carried_out_again_answers_the_same_and_changes_nothing() -> None:
    submitted = await submit_schedule(schedule_xml(event_xml(1)), "schedule.xml", "harbour", create=True)
    first = await import_schedule(submitted.import_id)
    await bring_in(schedule_xml(event_xml(1, "Renamed")))
    assert await import_schedule(submitted.import_id) == first
    assert (await sessions())["1"]["title"] == "Renamed"


async def test_an_older_import_that_comes_late_changes_nothing() -> None:
    older = await submit_schedule(schedule_xml(event_xml(1, "Old")), "schedule.xml", "harbour", create=True)
    await bring_in(schedule_xml(event_xml(1, "New")))
    report = await import_schedule(older.import_id)
    assert report.superseded
    assert (await sessions())["1"]["title"] == "New"


async def test_imports_of_one_event_at_once_go_one_after_the_other() -> None:
    versions = [schedule_xml(*(event_xml(key, f"V{number}") for key in range(1, 40))) for number in range(4)]
    submitted = [await submit_schedule(one, "schedule.xml", "harbour", create=True) for one in versions]
    reports = await asyncio.gather(*(import_schedule(one.import_id) for one in submitted))
    assert len({row["title"] for row in (await sessions()).values()}) == 1
    assert (await sessions())["1"]["title"] == "V3"
    changed = sum(not report.superseded for report in reports)
    assert (await Event.select().first())["programme_revision"] == changed  # type: ignore[index]


async def test_the_same_import_carried_out_twice_at_once_is_carried_out_once() -> None:
    submitted = await submit_schedule(schedule_xml(event_xml(1)), "schedule.xml", "harbour", create=True)
    first, second = await asyncio.gather(*(import_schedule(submitted.import_id) for _ in range(2)))
    assert first == second
    assert (await Event.select().first())["programme_revision"] == 1  # type: ignore[index]


async def test_what_fails_half_way_leaves_nothing() -> None:
    submitted = await submit_schedule(sample("harbour.frab.xml"), "schedule.xml", "harbour", create=True)
    with pytest.raises(RuntimeError):
        await import_schedule(submitted.import_id, _failing_after(1))
    assert (await Session.count(), await User.count(), await Room.count()) == (0, 0, 0)
    assert numbers(await import_schedule(submitted.import_id)) == {"new": 3}


def _failing_after(calls: int) -> Callable[[int, int], Awaitable[None]]:
    made: list[int] = []

    async def progress(done: int, _total: int) -> None:
        made.append(done)
        if len(made) > calls:
            raise RuntimeError("the worker died")

    return progress


async def test_progress_goes_from_nothing_to_all() -> None:
    steps: list[tuple[int, int]] = []

    async def progress(done: int, total: int) -> None:
        steps.append((done, total))

    content = schedule_xml(*(event_xml(key) for key in range(450)))
    submitted = await submit_schedule(content, "schedule.xml", "harbour", create=True)
    await import_schedule(submitted.import_id, progress)
    assert steps == [(0, 450), (200, 450), (400, 450), (450, 450), (450, 450)]


async def generations() -> list[UUID]:
    return [row["event_id"] for row in await Job.select() if row["name"] == "GenerateEvent"]


async def test_recommendations_are_asked_for_anew_only_if_something_changed_and_somebody_attends() -> None:
    await bring_in(schedule_xml(event_xml(1)))
    assert await generations() == []
    event = (await Event.select().first())["id"]  # type: ignore[index]
    await make_person("Ada", "ada@demo.example", event, "attendee")
    await bring_in(schedule_xml(event_xml(1)))
    assert await generations() == []
    await bring_in(schedule_xml(event_xml(1, start="11:00")))
    assert await generations() == [event]


async def test_matching_reads_the_given_and_in_its_stead_the_derived() -> None:
    await bring_in(sample("harbour.frab.xml"))
    event = (await Event.select().first())["id"]  # type: ignore[index]
    by_title = {facts.title: facts for facts in await read_session_facts(event)}
    design = by_title["Type that people can read"]
    assert (design.tags[0], design.target_audience) == ("design", ("Designer", "Developer"))
    await Session.update({Session.tags: ["typography"], Session.difficulty: "advanced"}).where(
        Session.title == "Type that people can read"
    )
    await Session.update({Session.status: "cancelled"}).where(Session.title == "Night reading")
    facts = await read_session_facts(event)
    assert [one.title for one in facts] == ["Queues in plain tables", "Type that people can read"]
    assert (facts[1].tags, facts[1].difficulty) == (("typography",), "advanced")
    assert facts[0].description.startswith("What a row lock buys\n\nA queue is a table")


async def test_an_event_in_utc_takes_the_schedules_zone_and_another_keeps_its_own() -> None:
    await bring_in(schedule_xml(event_xml(1)))
    report = await bring_in(schedule_xml(event_xml(1)), time_zone="Europe/Oslo")
    assert numbers(report) == {"moved": 1}
    assert (await Event.select().first())["time_zone"] == "Europe/Oslo"  # type: ignore[index]
    report = await bring_in(schedule_xml(event_xml(1)), time_zone="Europe/Lisbon")
    assert "the event shows them in its own zone, Europe/Oslo" in report.notices[0]
    assert (await Event.select().first())["time_zone"] == "Europe/Oslo"  # type: ignore[index]


async def test_an_unknown_import_is_not_found() -> None:
    with pytest.raises(NotFound, match="There is no schedule import"):
        await import_schedule(uuid7())
