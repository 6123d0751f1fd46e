"""What becomes of odd rows: taken with an assumption that is said, or not taken for a reason."""

from datetime import timedelta

import pytest

from domain.programme.parse_schedule import parse_schedule
from domain.programme.schedule import ParsedSchedule
from tests.domain.programme.sample_files import event_xml, schedule_xml


def parse(*events: str, conference: str = "", **options: str) -> ParsedSchedule:
    zone = "" if "time_zone_name" in conference else "<time_zone_name>Europe/Oslo</time_zone_name>"
    return parse_schedule(schedule_xml(*events, conference=conference + zone, **options), "schedule.xml")


def reasons(schedule: ParsedSchedule) -> list[tuple[str, str]]:
    return [(row.title, row.reason) for row in schedule.not_taken]


@pytest.mark.parametrize("duration", ["", "00:00", "-00:30", "soon"])
def test_without_a_duration_the_slot_is_assumed_and_said(duration: str) -> None:
    schedule = parse(event_xml(1, duration=duration), conference="<timeslot_duration>00:20</timeslot_duration>")
    [session] = schedule.sessions
    assert session.ends_at - session.starts_at == timedelta(minutes=20)
    assert "1 × a session without an end that can be read: 20 minutes were assumed." in schedule.notices


def test_an_end_stands_in_for_a_missing_duration() -> None:
    event = event_xml(1, duration="", date="2026-06-04T10:00:00+02:00", end="2026-06-04T11:10:00+02:00")
    [session] = parse(event).sessions
    assert session.ends_at - session.starts_at == timedelta(minutes=70)


def test_a_night_in_which_the_clocks_change_lasts_as_long_as_it_says() -> None:
    event = event_xml(1, date="2026-03-29T01:30:00+01:00", duration="02:00")
    [session] = parse(event).sessions
    assert session.ends_at - session.starts_at == timedelta(hours=2)


def test_the_later_of_two_rows_with_one_key_is_not_taken() -> None:
    schedule = parse(event_xml(1, "First"), event_xml(1, "Second"), event_xml(2, "Third"))
    assert [session.title for session in schedule.sessions] == ["First", "Third"]
    assert reasons(schedule) == [("Second", "its id 1 was used by 'First' before it")]
    assert schedule.not_taken[0].place == "event 2 (line 1)"


def test_rows_without_a_key_a_title_or_a_start_are_not_taken() -> None:
    keyless = "<event><title>No key</title><start>10:00</start></event>"
    schedule = parse(keyless, event_xml(2, "<b> </b>"), event_xml(3, "No start", start=""))
    assert schedule.sessions == ()
    assert reasons(schedule) == [
        ("No key", "it has no guid, id or code (of at most 200 characters)"),
        ("", "it has no title"),
        ("No start", "it has no start time"),
    ]


def test_a_row_that_was_not_taken_does_not_take_its_key_from_a_later_one() -> None:
    schedule = parse(event_xml(1, "No start", start=""), event_xml(1, "Good"))
    assert [session.title for session in schedule.sessions] == ["Good"]


def test_the_room_around_an_event_wins_over_the_events_own() -> None:
    assert parse(event_xml(1, room="Elsewhere"), room="Quay").sessions[0].room == "Quay"


def test_without_a_room_it_is_taken_and_said() -> None:
    schedule = parse(event_xml(1), room=" ")
    assert (schedule.sessions[0].room, schedule.rooms) == (None, ())
    assert "1 × a session without a room." in schedule.notices


def test_a_room_the_schedule_does_not_list_is_added_and_said() -> None:
    days = '[{"date": "2026-06-04", "rooms": {"Attic": [{"id": 1, "title": "High up", "start": "10:00"}]}}]'
    document = f'{{"schedule": {{"conference": {{"rooms": [{{"name": "Quay"}}], "days": {days}}}}}}}'
    schedule = parse_schedule(document.encode(), "schedule.json")
    assert [room.name for room in schedule.rooms] == ["Quay", "Attic"]
    assert "Rooms that the schedule does not list were added: Attic." in schedule.notices


def test_sessions_outside_the_conference_are_taken_and_said() -> None:
    conference = "<start>2026-06-04</start><end>2026-06-04</end>"
    last_night = event_xml(2, date="2026-06-05T01:00:00+02:00")
    schedule = parse(event_xml(1, date="2026-05-01T10:00:00+02:00"), last_night, conference=conference)
    assert len(schedule.sessions) == 2
    assert "1 × a session outside the conference's own dates." in schedule.notices


def test_html_in_every_field_becomes_text() -> None:
    event = event_xml(
        1,
        "&lt;b&gt;Bold&lt;/b&gt; title",
        subtitle="&lt;i&gt;sub&lt;/i&gt;",
        abstract="&lt;p&gt;One&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;",
        track="&lt;u&gt;Data&lt;/u&gt;",
        persons="<person id='7'>&lt;i&gt;Sam&lt;/i&gt;</person>",
    )
    schedule = parse(event)
    [session] = schedule.sessions
    assert (session.title, session.subtitle, session.track) == ("Bold title", "sub", "Data")
    assert session.description == "One\n\ntwo"
    assert schedule.speakers[0].name == "Sam"


def test_only_a_link_said_to_be_live_and_on_the_web_is_one_to_join() -> None:
    links = (
        "<link href='https://video.example/1.mp4'>Recording</link>"
        "<link href='javascript:alert(1)'>Live</link>"
        "<link href='https://live.example/1'>Watch live</link>"
    )
    assert parse(event_xml(1, links=links)).sessions[0].virtual_link == "https://live.example/1"
    assert parse(event_xml(1, links="<link href='https://a.example'>Alive</link>")).sessions[0].virtual_link is None


def test_tags_of_the_schedule_are_taken_as_given() -> None:
    event = event_xml(1, tags="<tag>PostgreSQL</tag><tag> queues </tag><tag/><tag>queues</tag>")
    assert parse(event).sessions[0].tags == ("PostgreSQL", "queues")
