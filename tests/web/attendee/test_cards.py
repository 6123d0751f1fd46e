"""The card's words and numbers."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import uuid7
from domain.matching.results import Breakdown
from domain.recommendations.for_you import Pick
from web.attendee.cards import make_card
from web.attendee.when import ago, when, zone_name
from web.current_event import CurrentEvent

NOW = datetime(2026, 11, 18, 10, 5, tzinfo=ZoneInfo("Europe/Oslo"))


def event(now: datetime = NOW) -> CurrentEvent:
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)
    return CurrentEvent(uuid7(), "harbour", "Harbour Conf", "Bergen", "17–19 Nov 2026", zone, now)


def pick(**changed: object) -> Pick:
    values = {
        "session_id": uuid7(),
        "score": 41,
        "source": "specification",
        "reasons": (),
        "breakdown": Breakdown(),
        "generated_at": NOW,
        "title": "T",
        "subtitle": "",
        "abstract": "",
        "starts_at": NOW,
        "ends_at": NOW + timedelta(minutes=45),
        "track": None,
        "format": None,
        "language": None,
        "difficulty": None,
        "is_difficulty_derived": True,
        "is_cancelled": False,
        "room": None,
        "floor": None,
        "speakers": (),
        "shared_interests": (),
        "level": None,
        "is_dismissed": False,
        "dismissal_reason": None,
    }
    return Pick(**{**values, **changed})  # type: ignore[arg-type]


@given(st.lists(st.floats(0, 20).map(lambda share: round(share, 2)), min_size=5, max_size=5))
def test_the_parts_add_up_to_the_score(shares: list[float]) -> None:
    score = int(sum(shares))
    card = make_card(pick(score=score, breakdown=Breakdown(*shares)), event(), {}, NOW)
    assert sum(part.points for part in card.parts) == score
    assert all(part.points > 0 for part in card.parts)


def test_a_part_shows_the_reason_that_belongs_to_it() -> None:
    reasons = ("Shared interests: Rust, SQL", "Designed for Engineers", "Teaches: Rust")
    card = make_card(pick(reasons=reasons, score=40, breakdown=Breakdown(15, 0, 20, 0, 5)), event(), {}, NOW)
    assert [(part.label, part.points, part.evidence) for part in card.parts] == [
        ("Interests", 15, "Rust, SQL"),
        ("Role", 20, "Designed for Engineers"),
        ("Skills taught", 5, "Rust"),
    ]
    assert [reason.is_hit for reason in card.reasons] == [True, False, True]


def test_every_part_says_what_its_points_are_for() -> None:
    found = pick(score=18, breakdown=Breakdown(interests=13, difficulty=5), shared_interests=("Rust", "SQL", "Go"))
    assert [(part.label, part.points, part.evidence) for part in make_card(found, event(), {}, NOW).parts] == [
        ("Interests", 13, "Rust, SQL, Go"),
        ("Level", 5, "Intermediate suits most levels"),
    ]


@pytest.mark.parametrize(
    ("room", "floor", "place"),
    [
        ("Fjord", "2", "Fjord, floor 2"),
        ("Fjord", "ground", "Fjord, ground"),
        ("Fjord", None, "Fjord"),
        (None, None, ""),
    ],
)
def test_a_place_is_room_and_floor(room: str | None, floor: str | None, place: str) -> None:
    assert make_card(pick(room=room, floor=floor), event(), {}, NOW).place == place


@pytest.mark.parametrize(
    ("minutes", "remark"),
    [(-46, "over"), (-45, "over"), (-1, "now"), (0, "now"), (1, "in 1 min"), (60, "in 60 min"), (61, "")],
)
def test_a_session_is_over_on_or_soon(minutes: int, remark: str) -> None:
    starts = NOW + timedelta(minutes=minutes)
    assert when(event(), starts, starts + timedelta(minutes=45)).remark == remark


def test_times_are_shown_where_the_event_is() -> None:
    placed = when(event(), datetime(2026, 11, 18, 23, 30, tzinfo=UTC), datetime(2026, 11, 19, 0, 30, tzinfo=UTC))
    assert (f"{placed.starts:%H:%M}", placed.day) == ("00:30", "Thu 19 Nov")


@pytest.mark.parametrize(("zone", "name"), [("Europe/Oslo", "CET"), ("Asia/Dubai", "UTC+04"), ("UTC", "UTC")])
def test_a_zone_has_its_short_name(zone: str, name: str) -> None:
    assert zone_name(event(NOW.astimezone(ZoneInfo(zone)))) == name


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(-5, "just now"), (0, "just now"), (6, "6 min ago"), (119, "1 h ago"), (2_879, "47 h ago"), (2_880, "2 days ago")],
)
def test_how_long_ago(minutes: int, words: str) -> None:
    assert ago(NOW - timedelta(minutes=minutes), NOW) == words
