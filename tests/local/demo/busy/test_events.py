"""The two small events: of other shapes, whole, and the same each time."""

from zoneinfo import ZoneInfo

from local.demo.busy.events import build_small_events
from local.demo.conference import build_conference


def test_they_are_the_same_each_time() -> None:
    assert build_small_events() == build_small_events()


def test_each_is_somewhere_else_and_of_another_size() -> None:
    conferences = (build_conference(), *build_small_events())
    for value in ("slug", "place", "time_zone", "days"):
        assert len({getattr(conference, value) for conference in conferences}) == 3
    assert [len(conference.people) for conference in conferences] == [300, 120, 80]


def test_no_room_has_two_sessions_at_once_and_no_session_lies_outside_the_days() -> None:
    for conference in build_small_events():
        places = {(session.room, session.starts_at) for session in conference.sessions}
        assert len(places) == len(conference.sessions) == 12
        dates = {s.starts_at.astimezone(ZoneInfo(conference.time_zone)).date() for s in conference.sessions}
        assert dates == set(conference.days)


def test_nobody_has_the_address_of_somebody_elsewhere() -> None:
    conferences = (build_conference(), *build_small_events())
    addresses = [
        {str(person.email) for person in it.people} | {str(speaker.email) for speaker in it.speakers}
        for it in conferences
    ]
    assert len(set.union(*addresses)) == sum(map(len, addresses))


def test_attendees_are_interested_in_what_is_talked_about() -> None:
    for conference in build_small_events():
        topics = {tag for session in conference.sessions for tag in session.tags}
        assert all(topics & set(person.interests) for person in conference.people)
