"""The organizer's list of sessions, and how much of a programme is known."""

from typing import Any

import pytest

from domain.programme.data_quality import measure_quality
from domain.programme.session_list import PAGE, Show, list_sessions
from domain.tables import SessionSpeaker
from tests.cast import make_event, make_person, make_session

pytestmark = pytest.mark.usefixtures("database")

SESSIONS: dict[str, dict[str, Any]] = {
    "Given": {"tags": ["a"], "difficulty": "beginner", "outcomes": ["b"], "target_audience": ["c"]},
    "Derived": {"derived_tags": ["a"]},
    "By the model": {"derived_tags": ["a"], "derived_difficulty": "advanced", "model_fields": ["tags"]},
    "Corrected": {"derived_tags": ["a"], "corrected_tags": ["b"], "corrected_difficulty": ""},
    "Nothing": {},
}


@pytest.mark.parametrize(
    ("show", "titles"),
    [
        ("all", list(SESSIONS)),
        ("derived", ["Derived", "By the model"]),
        ("model", ["By the model"]),
        ("corrected", ["Corrected"]),
        ("lacks_tags", ["Nothing"]),
        ("lacks_difficulty", ["Derived", "Nothing"]),
        ("lacks_outcomes", ["Derived", "By the model", "Corrected", "Nothing"]),
        ("lacks_abstract", []),
        ("lacks_speakers", ["Derived", "By the model", "Corrected", "Nothing"]),
    ],
)
async def test_each_filter_shows_its_sessions(show: Show, titles: list[str]) -> None:
    event = await make_event("harbour", "Harbour Conf")
    for hour, (title, fields) in enumerate(SESSIONS.items(), start=9):
        session = await make_session(event, title, hour=hour, **fields)
        if title == "Given":
            sam = await make_person("Sam", "sam@demo.example", event, "speaker")
            await SessionSpeaker(session_id=session, speaker_id=sam).save().run()
    await make_session(event, "Cancelled", status="cancelled", corrected_tags=["x"], derived_tags=["y"])
    found = await list_sessions(event, show)
    assert [session.title for session in found.sessions] == titles
    assert found.total == len(titles)


async def test_a_title_is_searched_as_it_is_typed_whatever_its_case() -> None:
    event = await make_event("harbour", "Harbour Conf")
    for title in ("100% Rust", "1000 ropes", "Ærø's rust_belt"):
        await make_session(event, title)
    for typed, titles in (("100%", ["100% Rust"]), ("T_B", ["Ærø's rust_belt"]), ("ærø", ["Ærø's rust_belt"])):
        assert [session.title for session in (await list_sessions(event, title=typed)).sessions] == titles


async def test_a_long_programme_is_read_page_by_page_without_losing_or_repeating_any() -> None:
    event = await make_event("harbour", "Harbour Conf")
    for number in range(2 * PAGE + 1):
        await make_session(event, f"Talk {number}", hour=9 + number % 3)
    seen: list[str] = []
    page = await list_sessions(event)
    for _ in range(2):
        seen += [session.title for session in page.sessions]
        page = await list_sessions(event, after=page.next_after)
    seen += [session.title for session in page.sessions]
    assert (len(seen), len(set(seen)), page.total, page.next_after) == (2 * PAGE + 1, 2 * PAGE + 1, 2 * PAGE + 1, None)


async def test_quality_counts_who_says_what_and_scores_what_is_known() -> None:
    event = await make_event("harbour", "Harbour Conf")
    for fields in SESSIONS.values():
        await make_session(event, "A talk", **fields)
    await make_session(event, "Cancelled", status="cancelled")
    quality = await measure_quality(event)
    by_aspect = {aspect.aspect: aspect.sessions for aspect in quality.aspects}
    assert by_aspect["tags"] == {"given": 1, "derived": 1, "model": 1, "corrected": 1, "missing": 1}
    assert by_aspect["difficulty"] == {"given": 1, "derived": 1, "corrected": 1, "missing": 2}
    assert (by_aspect["abstract"], by_aspect["speakers"]) == ({"given": 5}, {"missing": 5})
    # 4 + 3 + 1 + 1 + 5 + 0 of 30
    assert (quality.sessions, quality.score) == (5, 47)


async def test_an_empty_programme_has_no_score() -> None:
    quality = await measure_quality(await make_event("harbour", "Harbour Conf"))
    assert (quality.sessions, quality.score) == (0, 0)
