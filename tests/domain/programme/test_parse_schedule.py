"""Every format, down to the sessions it becomes; and whatever is no schedule."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from domain.errors import InvalidInput
from domain.programme.parse_schedule import parse_schedule
from domain.programme.schedule import ParsedRoom, ParsedSchedule, ParsedSession, ParsedSpeaker, Speaking, Zone
from tests.domain.programme.sample_files import event_xml, sample, schedule_xml

SAM = "bbbbbbbb-0000-4000-8000-000000000007"
RUT = "bbbbbbbb-0000-4000-8000-000000000008"
QUEUES = ParsedSession(
    key="aaaaaaaa-0000-4000-8000-000000000001",
    title="Queues in plain tables",
    subtitle="What a row lock buys",
    description=(
        "A queue is a table with manners.\n\nYou will learn:\n\n"
        "- how SKIP LOCKED works\n- when a queue needs a broker & when not"
    ),
    starts_at=datetime(2026, 6, 4, 7, 30, tzinfo=UTC),
    ends_at=datetime(2026, 6, 4, 8, 15, tzinfo=UTC),
    room="Quay",
    track="Data",
    format="Talk",
    language="en",
    is_recorded=True,
    virtual_link="https://live.harbour.example/quay",
    speakers=(Speaking(SAM), Speaking(RUT)),
)
NIGHT = ParsedSession(
    key="aaaaaaaa-0000-4000-8000-000000000002",
    title="Night reading",
    starts_at=datetime(2026, 6, 4, 22, 30, tzinfo=UTC),
    ends_at=datetime(2026, 6, 4, 23, 45, tzinfo=UTC),
    room="Sail Loft",
    format="Meetup",
    language="de",
    is_recorded=False,
)
TYPE = ParsedSession(
    key="aaaaaaaa-0000-4000-8000-000000000003",
    title="Type that people can read",
    description="For designers and developers.",
    starts_at=datetime(2026, 6, 5, 8, 0, tzinfo=UTC),
    ends_at=datetime(2026, 6, 5, 9, 30, tzinfo=UTC),
    room="Quay",
    track="Design",
    format="Workshop",
    language="en",
    speakers=(Speaking(SAM),),
)


def parse(content: bytes, **options: str) -> ParsedSchedule:
    return parse_schedule(content, "schedule", **options)


def test_frab_xml_with_guids_dates_and_a_zone() -> None:
    schedule = parse(sample("harbour.frab.xml"))
    assert schedule.sessions == (QUEUES, NIGHT, TYPE)
    assert (schedule.format, schedule.title, schedule.version) == ("frab-xml", "Harbour Days", "0.7")
    assert schedule.place == "Old Customs House, Bergen"
    assert schedule.zone == Zone("Europe/Oslo", "schedule")
    assert (schedule.starts_on, schedule.ends_on) == (date(2026, 6, 4), date(2026, 6, 5))
    assert schedule.rooms == (ParsedRoom(name="Quay"), ParsedRoom(name="Sail Loft", position=1))
    assert schedule.speakers == (
        ParsedSpeaker(key=SAM, name="Sam Oyelaran"),
        ParsedSpeaker(key=RUT, name="Rút Jónsdóttir"),
    )
    assert schedule.not_taken == ()
    assert schedule.notices == ("1 × a session without speakers.",)


def test_older_frab_xml_with_ids_a_day_change_and_no_zone() -> None:
    schedule = parse(sample("harbour.old.xml"), time_zone="Europe/Oslo")
    night = replace(NIGHT, key="2", language=None, is_recorded=None)
    assert schedule.sessions[1] == night
    queues = schedule.sessions[0]
    assert (queues.key, queues.starts_at, queues.ends_at) == ("1", QUEUES.starts_at, QUEUES.ends_at)
    assert queues.speakers == (Speaking("7"), Speaking("8"))
    assert schedule.zone == Zone("Europe/Oslo", "option")
    assert schedule.notices[0].startswith("1 × a session after midnight")


def test_pretalx_json_is_the_same_conference_with_capacities_and_biographies() -> None:
    schedule = parse(sample("harbour.pretalx.json"))
    assert schedule.format == "frab-json"
    assert schedule.sessions == (QUEUES, NIGHT, TYPE)
    assert schedule.rooms[0] == ParsedRoom(name="Quay", capacity=120)
    assert schedule.speakers[0].biography == "Keeps queues (https://queues.example) short."


def test_flat_json_finds_tracks_people_and_ends_where_they_stand() -> None:
    schedule = parse(sample("harbour.flat.json"))
    assert schedule.format == "schedule-v2-json"
    speakers = (Speaking(SAM, "speaker"), Speaking(RUT, "moderator"))
    assert schedule.sessions == (replace(QUEUES, speakers=speakers, is_recorded=None),)
    assert schedule.speakers[0].biography == "Keeps queues short."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_json_in_another_encoding_is_read(encoding: str) -> None:
    content = sample("harbour.pretalx.json").decode().encode(encoding)
    assert parse(content).sessions == (QUEUES, NIGHT, TYPE)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_xml_in_another_encoding_is_read(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = sample("harbour.frab.xml").decode().replace('encoding="UTF-8"', f'encoding="{declared}"')
    assert parse(text.encode(encoding)).sessions == (QUEUES, NIGHT, TYPE)


def test_xml_in_a_namespace_is_read() -> None:
    text = sample("harbour.frab.xml").decode().replace("<schedule ", '<schedule xmlns="urn:harbour" ')
    assert parse(text.encode()).sessions == (QUEUES, NIGHT, TYPE)


def test_xml_without_days_has_dates_of_its_events() -> None:
    event = event_xml(1, date="2026-06-04T10:00:00+02:00")
    schedule = parse(f"<schedule>{event}</schedule>".encode())
    assert schedule.sessions[0].starts_at == datetime(2026, 6, 4, 8, tzinfo=UTC)
    assert schedule.starts_on == schedule.ends_on == date(2026, 6, 4)
    assert "1 × a session without a room." in schedule.notices


def test_real_markup_inside_an_abstract_is_read_as_text() -> None:
    [session] = parse(schedule_xml(event_xml(1, abstract="<p>One <em>and</em></p><p>two</p>"))).sessions
    assert session.description == "One and\n\ntwo"


def test_a_schedule_without_events_says_so() -> None:
    assert parse(schedule_xml()).notices[-1] == "The schedule has no sessions."
    empty = {"schedule": {"conference": {"title": "Harbour Days", "days": []}}}
    assert parse(json.dumps(empty).encode()).sessions == ()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is empty"),
        (b" \n ", "neither XML nor JSON"),
        (b"PK\x03\x04", "a zip archive"),
        (b"\x1f\x8b\x08", "compressed by gzip"),
        (b"BEGIN:VCALENDAR\r\n", "a calendar file"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page"),
        (b"<html><body/></html>", "a web page"),
        (b"<rss/>", "This XML is a <rss>, not a <schedule>"),
        (b"[]", "not a frab or pretalx schedule"),
        (b'{"schedule": {"conference": {}}}', "not a frab or pretalx schedule"),
        (b'[{"rooms": [], "timeSlots": []}]', "Sessionize's"),
        (b'[{"microlocation": {}}]', "Open Event's"),
        (b'{"schedule": {', "line 1, column 15"),
        (b"<schedule><day>", "cut off"),
        ("<schedule>\xe9</schedule>".encode("latin-1"), "encoding"),
        ('{"title": "\xe9"}'.encode("latin-1"), "not in UTF-8"),
    ],
)
def test_what_is_no_schedule_is_refused_with_what_it_looks_like(content: bytes, complaint: str) -> None:
    with pytest.raises(InvalidInput, match=complaint.replace("(", r"\(")):
        parse(content)


def test_odd_values_in_json_cost_their_own_row_only() -> None:
    rows = [5, {"title": "No key", "start": "10:00"}, {"id": [1], "code": {}, "title": "Odd keys"}, {"id": 1}]
    good = {"id": 9, "title": {"de": "Titel"}, "start": "10:00", "duration": 45, "persons": "nobody", "links": {}}
    days = [None, {"date": "2026-06-04", "rooms": {"Quay": [*rows, good], "Loft": None}}]
    schedule = parse(json.dumps({"schedule": {"conference": {"title": ["?"], "days": days}}}).encode())
    [session] = schedule.sessions
    assert (session.title, session.ends_at - session.starts_at) == ("Titel", timedelta(minutes=45))
    assert [(row.place, row.reason) for row in schedule.not_taken] == [
        ("day 1", "the day has no object of rooms"),
        ("day 2, room Quay, event 1", "this is not an event but another value"),
        ("day 2, room Loft", "this is not a list of events"),
        ("day 2, room Quay, event 2", "it has no guid, id or code (of at most 200 characters)"),
        ("day 2, room Quay, event 3", "it has no guid, id or code (of at most 200 characters)"),
        ("day 2, room Quay, event 4", "it has no title"),
    ]
