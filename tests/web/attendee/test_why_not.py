"""Why not that one: the search, the answer for each kind of session, and for whom it is."""

import pytest

from domain.ids import uuid7
from domain.recommendations.dismissals import dismiss
from domain.recommendations.session_search import MOST_FOUND
from domain.tables import Session, SessionRecommendation
from tests.cast import Cast, make_session
from tests.queries import counted_queries
from tests.web.attendee.lists import REASON
from tests.web.visitor import Visitor

PATH = "/events/harbour/why-not"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def path(session: object, event: str = "harbour") -> str:
    return f"/events/{event}/sessions/{session}/why-not"


async def test_a_search_finds_by_title_track_and_speaker_and_leads_to_the_answer(ada: Visitor, cast: Cast) -> None:
    await Session.update({Session.track: "Letters"}).where(Session.id == cast.design_talk)
    for query, found in (("OYELARAN queue", cast.queues_talk), ("letters", cast.design_talk)):
        page = (await ada.get(PATH, params={"q": query})).text
        assert f'href="{path(found)}"' in page
        assert f"1 session with “{query}”" in page
        assert page.count("/why-not") == 1 + (await ada.get(PATH, params={"q": "zzz"})).text.count("/why-not")


async def test_without_a_query_it_lists_what_is_next(ada: Visitor, cast: Cast) -> None:
    early = await make_session(cast.event, "Sunrise", hour=6)
    page = (await ada.get(PATH)).text
    assert "Next in the programme" in page
    assert page.index(path(cast.queues_talk)) < page.index(path(cast.design_talk)) < page.index(path(early))


async def test_it_is_bounded_in_what_it_reads_and_shows(ada: Visitor, cast: Cast) -> None:
    for place in range(25):
        await make_session(cast.event, f"Trams {place}", hour=place % 20)
    with counted_queries() as queries:
        page = (await ada.get(PATH, params={"q": "trams"})).text
    assert page.count('<span class="found-what">') == MOST_FOUND
    assert f"The first {MOST_FOUND} sessions" in page
    assert len(queries) <= 5
    for query in ("x" * 10_000, "a " * 5_000, "%", "\\", "'", "{}", "\x00", "𝔗𝔯𝔞𝔪"):
        assert (await ada.get(PATH, params={"q": query})).status_code == 200


async def test_htmx_gets_what_was_found_alone(ada: Visitor, cast: Cast) -> None:
    answer = await ada.get(PATH, params={"q": "type"}, headers=HTMX)
    assert answer.text.strip().startswith('<section class="stack" id="found"')


async def test_a_session_that_is_not_in_the_list_says_where_it_would_be_and_what_is_missing(
    ada: Visitor, cast: Cast
) -> None:
    page = (await ada.get(path(cast.design_talk))).text
    assert "It has no place in your list" in page
    assert "None of your interests is a topic of it or occurs in its text" in page
    assert 'class="score' not in page


async def test_a_session_of_the_list_shows_its_score_and_its_parts(ada: Visitor, cast: Cast) -> None:
    page = (await ada.get(path(cast.queues_talk))).text
    assert "It is in your list, at place 1" in page
    assert REASON in page
    assert '<th scope="row">Together</th>' in page
    assert f'action="/events/harbour/sessions/{cast.queues_talk}/bookmark?back=why_not"' in page
    assert "hx-post" not in page


async def test_a_list_that_a_model_ranked_has_its_own_score_here_too(ada: Visitor, cast: Cast) -> None:
    other = await make_session(cast.event, "More on disks", hour=11, tags=["PostgreSQL", "kernels", "disks"])
    ranked = {"match_score": 51, "source": "llm", "is_simulated": True, "breakdown": '{"interests":90,"model":-39}'}
    change = SessionRecommendation.update({getattr(SessionRecommendation, key): new for key, new in ranked.items()})
    await change.where(SessionRecommendation.user_id == cast.ada)
    page = (await ada.get(path(cast.queues_talk))).text
    assert "Match 51 of 100" in page
    assert '<span class="pill warn">simulated</span>' in page
    assert "Ranked by a simulated model" in page
    assert "By Hallway’s algorithm alone it would be number 1 of 3, with a match of" in page

    page = (await ada.get(path(other))).text
    assert "by Hallway’s algorithm alone</h2>" in page
    assert "list was then ranked again by a simulated model" in page
    assert "Ranked by Hallway’s algorithm alone" in page
    assert 'aria-label="Match by Hallway’s algorithm alone' in page
    assert "the last in your list scores" not in page


async def test_what_was_hidden_can_be_shown_again_from_its_answer(ada: Visitor, cast: Cast) -> None:
    await dismiss(cast.ada, cast.event, cast.queues_talk, "bad_time")
    page = (await ada.get(path(cast.queues_talk))).text
    assert "You hid it: bad time" in page
    assert f'action="/events/harbour/sessions/{cast.queues_talk}/dismissal/delete?back=why_not"' in page


async def test_a_cancelled_session_says_so_instead_of_a_score(ada: Visitor, cast: Cast) -> None:
    page = (await ada.get(path(cast.cancelled_talk))).text
    assert "It is cancelled" in page
    assert 'class="score' not in page


async def test_hostile_words_are_shown_and_never_obeyed(ada: Visitor, cast: Cast) -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    await Session.update({Session.title: hostile, Session.track: hostile, Session.tags: [hostile]}).where(
        Session.id == cast.design_talk
    )
    for page in (
        (await ada.get(PATH, params={"q": "<script>"})).text,
        (await ada.get(PATH, params={"q": hostile})).text,
        (await ada.get(path(cast.design_talk))).text,
    ):
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "<img" not in page


@pytest.mark.parametrize("event", ["harbour", "elsewhere"])
async def test_nobody_asks_about_a_session_of_an_event_they_take_no_part_in(
    visitor: Visitor, cast: Cast, event: str
) -> None:
    await visitor.be(cast.mallory)
    answer = await visitor.get(path(cast.queues_talk, event))
    assert answer.status_code == 404
    assert "Postgres" not in answer.text


async def test_an_unknown_session_is_not_found(ada: Visitor, cast: Cast) -> None:
    assert (await ada.get(path(uuid7()))).status_code == 404
