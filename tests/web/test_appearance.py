"""Initials, hues and track colours."""

import pytest

from web.appearance import TRACK_COLOURS, hue, initials, track_colours


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Björkqvist", "AB"),
        ("Wilhelmina van der Straaten-Nakagawa Ruiz", "WR"),
        ("þórdís", "Þ"),
        ("  Ōnishi   Haruka ", "ŌH"),
        ("“Ace” Frehley", "F"),
        ("", "?"),
        ("· ·", "?"),
    ],
)
def test_initials_are_of_the_first_and_the_last_word(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_a_name_keeps_its_hue_and_all_seven_are_used() -> None:
    hues = [hue(f"Person {number}") for number in range(200)]

    assert hues == [hue(f"Person {number}") for number in range(200)]
    assert set(hues) == set(range(1, 8))


def test_tracks_have_colours_of_their_own_up_to_eight_and_share_beyond() -> None:
    tracks = [f"Track {letter}" for letter in "HGFEDCBA"]

    assert sorted(track_colours(tracks).values()) == sorted(TRACK_COLOURS)
    assert track_colours(tracks) == track_colours(list(reversed(tracks)))
    assert track_colours([*tracks, "Track I"])["Track I"] == TRACK_COLOURS[0]
