from datetime import timedelta

import pytest

from domain.programme.durations import default_slot, parse_duration


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("00:30", 30),
        ("1:05", 65),
        ("36:00", 36 * 60),
        ("00:25:00", 25),
        ("01:30:00", 90),
        ("1:02:00", 26 * 60),
        ("2:00:30", 2 * 24 * 60 + 30),
        ("45", 45),
        ("PT45M", 45),
        ("P1DT1H", 25 * 60),
        (" 00:30\n", 30),
    ],
)
def test_a_duration_is_read_in_every_notation(text: str, minutes: int) -> None:
    assert parse_duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", [None, "", "00:00", "-00:30", "0", "00:60", "soon", "999:00", "PT", "P", "1:2:3:4"])
def test_what_is_no_duration_is_none(text: str | None) -> None:
    assert parse_duration(text) is None


def test_the_slot_is_assumed_unless_it_is_but_the_step_of_the_grid() -> None:
    assert default_slot("00:45") == timedelta(minutes=45)
    assert default_slot("00:05") == timedelta(minutes=30)
    assert default_slot(None) == timedelta(minutes=30)
