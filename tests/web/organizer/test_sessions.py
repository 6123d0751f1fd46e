"""The organizer's list of sessions: marks, filters, search, pages."""

import re

import pytest

from domain.tables import Session
from tests.cast import Cast, make_session
from tests.web.visitor import Visitor

SESSIONS = "/events/harbour/organizer/sessions"


async def test_each_field_says_who_says_it(visitor: Visitor, cast: Cast) -> None:
    await Session.raw("UPDATE session SET derived_difficulty = 'beginner', model_fields = ARRAY['outcomes'], "
                      "derived_outcomes = ARRAY['Read plans'], corrected_target_audience = ARRAY['DBA'] "
                      "WHERE id = {}", cast.queues_talk)  # fmt: skip
    await visitor.be(cast.omar)
    page = (await visitor.get(SESSIONS)).text
    [row] = re.findall(rf'<tr id="session-{cast.queues_talk}">.*?</tr>', page, re.DOTALL)
    words = {label: " ".join(re.sub(r"<[^>]*>", " ", cell).split())
             for label, cell in re.findall(r'data-l="(\w+)">(.*?)</td>', row, re.DOTALL)}  # fmt: skip
    assert list(words.items()) == [
        ("Tags", "PostgreSQL, job queues"),
        ("Level", "beginner from the text"),
        ("Audience", "DBA corrected"),
        ("Outcomes", "Read plans by the model"),
    ]
    heads = re.findall(r'<th scope="col">(\w+)</th>', page)
    assert heads == ["Session", *words]


async def test_what_the_simulated_model_wrote_is_marked_as_simulated(visitor: Visitor, cast: Cast) -> None:
    await Session.raw(
        "UPDATE session SET derived_outcomes = ARRAY['x'], model_fields = ARRAY['outcomes'], is_model_simulated = true"
    )
    await visitor.be(cast.omar)
    for path in (SESSIONS, f"{SESSIONS}/{cast.queues_talk}"):
        page = (await visitor.get(path)).text
        assert "simulated" in page
        assert "by the model</span>" not in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Postgres as your job queue", "Type that people can read"]),
        ("?title=TYPE", ["Type that people can read"]),
        ("?show=lacks_speakers", ["Type that people can read"]),
        ("?show=corrected", []),
        ("?show=all&title=%25", []),
    ],
)
async def test_the_list_is_filtered_and_searched(visitor: Visitor, cast: Cast, query: str, titles: list[str]) -> None:
    await visitor.be(cast.omar)
    page = (await visitor.get(SESSIONS + query)).text
    assert re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', page) == titles
    assert ("No sessions like these." in page) == (not titles)


async def test_an_unknown_filter_is_refused_and_an_unknown_session_begins_at_the_start(
    visitor: Visitor, cast: Cast
) -> None:
    await visitor.be(cast.omar)
    assert (await visitor.get(f"{SESSIONS}?show=everything")).status_code == 400
    page = await visitor.get(f"{SESSIONS}?after={cast.event}")
    assert "Postgres as your job queue" in page.text


async def test_a_long_programme_has_pages_that_keep_the_filter(visitor: Visitor, cast: Cast) -> None:
    for number in range(60):
        await make_session(cast.event, f"Talk {number}", tags=["a"])
    await visitor.be(cast.omar)
    first = (await visitor.get(f"{SESSIONS}?show=lacks_difficulty")).text
    assert "50 of 62, by their start" in first
    [following] = re.findall(r'href="([^"]*)" rel="next"', first)
    second = (await visitor.get(following.replace("&amp;", "&"))).text
    assert "show=lacks_difficulty" in following
    assert "12 of 62" in second
    assert 'rel="next"' not in second


async def test_htmx_gets_the_list_alone(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.omar)
    part = (await visitor.get(SESSIONS, headers={"HX-Request": "true"})).text
    assert part.lstrip().startswith('<div id="session-list">')
    assert "<form" not in part


async def test_a_title_is_text_whatever_stands_in_it(visitor: Visitor, cast: Cast) -> None:
    await make_session(cast.event, "<script>alert(1)</script>", tags=["<b>bold</b>"])
    await visitor.be(cast.omar)
    page = (await visitor.get(SESSIONS)).text
    assert "<script>alert" not in page
    assert "<b>bold" not in page
