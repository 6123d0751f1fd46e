import pytest

from domain.errors import InvalidInput
from domain.programme.schedule import Zone
from domain.programme.zones import check_zone, choose_zone, is_zone


def test_the_option_wins_then_the_schedule_then_the_event_then_utc() -> None:
    assert choose_zone("Asia/Tokyo", "Europe/Oslo", "Europe/Berlin")[0] == Zone("Asia/Tokyo", "option")
    assert choose_zone(None, "Europe/Oslo", "Europe/Berlin")[0] == Zone("Europe/Oslo", "schedule")
    assert choose_zone(None, None, "Europe/Berlin") == (
        Zone("Europe/Berlin", "event"),
        ("The schedule names no time zone: the event's was taken, Europe/Berlin.",),
    )
    assert choose_zone(None, " ", None) == (
        Zone("UTC", "default"),
        ("The schedule names no time zone, and the event has none: UTC was taken.",),
    )


def test_a_zone_of_the_schedule_that_does_not_exist_is_said() -> None:
    zone, [notice] = choose_zone(None, "Mars/Phobos", "Europe/Berlin")
    assert zone == Zone("Europe/Berlin", "event")
    assert notice == "The schedule's time zone 'Mars/Phobos' is not known: the event's was taken, Europe/Berlin."


def test_it_is_said_when_the_event_shows_another_zone() -> None:
    assert choose_zone(None, "Europe/Oslo", "UTC")[1] == ()
    [notice] = choose_zone(None, "Europe/Oslo", "Europe/Lisbon")[1]
    assert "the event shows them in its own zone, Europe/Lisbon" in notice


def test_an_unknown_zone_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(InvalidInput, match=r"'Europe/Brussel'.*IANA.*Did you mean Europe/Brussels"):
        check_zone("Europe/Brussel")


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "Europe", "localtime", "CEST", "posix/UTC", "\0", "/etc", "a" * 5000]
)
def test_what_is_no_zone_is_none(name: str) -> None:
    assert not is_zone(name)
