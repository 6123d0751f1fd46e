"""The card's words and numbers."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import uuid7
from domain.matching.people_results import PersonBreakdown, SpeakerBreakdown
from domain.matching.results import Breakdown
from domain.recommendations.for_you import Pick
from web.attendee.cards import make_card
from web.attendee.parts import PERSON_PARTS, SESSION_PARTS, SPEAKER_PARTS
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
        "source": "hybrid",
        "is_simulated": False,
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
        "difficulty": None,
        "is_difficulty_derived": True,
        "is_cancelled": False,
        "room": None,
        "floor": None,
        "speakers": (),
        "shared_interests": (),
        "taught_skills": (),
        "served_goals": (),
        "role": None,
        "own_terms": (),
        "level": None,
        "is_dismissed": False,
        "dismissal_reason": None,
    }
    return Pick(**{**values, **changed})  # type: ignore[arg-type]


POINTS = st.integers(0, 20)


@given(st.lists(POINTS, min_size=8, max_size=8), st.integers(-20, 20))
def test_the_parts_add_up_to_the_score(points: list[int], model: int) -> None:
    breakdown = Breakdown(**dict(zip(Breakdown.__struct_fields__, [*points, model], strict=True)))
    card = make_card(pick(score=sum(points) + model, breakdown=breakdown), event(), {}, NOW)
    assert sum(part.points for part in card.why.parts) == card.why.score
    assert all(part.points and part.evidence for part in card.why.parts)


def test_every_part_of_a_breakdown_has_its_label() -> None:
    named = {
        SESSION_PARTS: Breakdown.__struct_fields__,
        SPEAKER_PARTS: SpeakerBreakdown.__struct_fields__,
        PERSON_PARTS: PersonBreakdown.__struct_fields__,
    }
    for parts, fields in named.items():
        assert {name for name, _, _ in parts} == set(fields)


def test_a_part_shows_the_reasons_that_belong_to_it_and_else_what_its_points_mean() -> None:
    reasons = ("Your interest “SQL” is a main topic", "Mentions “Go”, a skill you need", "For your role: “Engineer”")
    found = pick(reasons=reasons, score=66, breakdown=Breakdown(30, 0, 20, 5, 0, 11))
    assert [(part.label, part.points, part.evidence) for part in make_card(found, event(), {}, NOW).why.parts] == [
        ("Interests", 30, "Your interest “SQL” is a main topic"),
        ("Role", 20, "For your role: “Engineer”"),
        ("Level", 5, "its level suits you"),
        ("Text", 11, "Mentions “Go”, a skill you need"),
    ]


def test_all_shared_interests_stand_beside_the_points_for_them() -> None:
    found = pick(score=13, breakdown=Breakdown(interests=13), shared_interests=("Rust", "SQL", "Go"))
    assert [part.evidence for part in make_card(found, event(), {}, NOW).why.parts] == ["Rust, SQL, Go"]


def test_points_name_what_they_are_for_where_the_reason_was_cut_off() -> None:
    found = pick(
        score=23,
        breakdown=Breakdown(skills=4, goals=6, role=8, difficulty=5),
        taught_skills=("Kubernetes", "public-speaking"),
        served_goals=("LEARN", "GET_MENTORED"),
        role="Engineer",
        difficulty="intermediate",
    )
    assert {part.label: part.evidence for part in make_card(found, event(), {}, NOW).why.parts} == {
        "Skills you want": "Teaches “Kubernetes”, “public-speaking”",
        "Goals": "To learn, to find a mentor",
        "Role": "Engineer",
        "Level": "Intermediate",
    }


def test_what_the_model_takes_away_is_said_as_such() -> None:
    found = pick(score=25, source="llm", breakdown=Breakdown(interests=30, model=-5))
    assert make_card(found, event(), {}, NOW).why.in_words == "Interests 30, Claude minus 5"


@pytest.mark.parametrize(
    ("source", "is_simulated", "words"),
    [
        ("hybrid", False, "by Hallway’s algorithm"),
        ("llm", False, "by Claude"),
        ("llm", True, "by a simulated model"),
    ],
)
def test_a_card_says_who_ranked_it(source: str, is_simulated: bool, words: str) -> None:
    card = make_card(pick(source=source, is_simulated=is_simulated), event(), {}, NOW)
    assert (card.by.words, card.by.is_simulated) == (words, is_simulated)


def test_a_reason_that_quotes_ones_own_words_stands_out() -> None:
    card = make_card(pick(reasons=("Mentions “SQL”", "At the level you prefer"), own_terms=("sql",)), event(), {}, NOW)
    assert [reason.is_hit for reason in card.reasons] == [True, False]


def test_a_card_shows_three_reasons_and_below_what_is_not_said_beside_the_points() -> None:
    reasons = ("Teaches “A”", "Teaches “B”", "Teaches “C”", "Teaches “D”", "Written for nights on call")
    card = make_card(pick(reasons=reasons, score=9, breakdown=Breakdown(skills=9)), event(), {}, NOW)
    assert tuple(reason.text for reason in card.reasons) == reasons[:3]
    assert [reason.text for reason in card.further] == ["Written for nights on call"]


def test_a_term_is_found_as_a_word_of_its_own_whether_it_is_quoted_or_not() -> None:
    reasons = (
        "Mentions your interest PostgreSQL",
        "Your interest “PostgreSQL” is one of its topics",
        "Serves your goal",
    )
    card = make_card(pick(reasons=(*reasons, "Quiet"), own_terms=("postgresql", "Go")), event(), {}, NOW)
    assert [reason.text for reason in card.reasons] == [reasons[0], reasons[2], "Quiet"]
    assert [reason.is_hit for reason in card.reasons] == [True, False, False]


def test_a_card_does_not_speak_of_one_term_twice_while_there_is_another() -> None:
    reasons = ("Your interest “Rust” is a main topic", "Teaches “rust”", "Teaches “Go”", "Made for late nights")
    card = make_card(pick(reasons=reasons), event(), {}, NOW)
    assert [reason.text for reason in card.reasons] == [reasons[0], reasons[2], reasons[3]]
    assert [reason.text for reason in card.further] == [reasons[1]]
    few = make_card(pick(reasons=reasons[:2]), event(), {}, NOW)
    assert tuple(reason.text for reason in few.reasons) == reasons[:2]


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
