"""Correcting a session: without scripts and with htmx, by whom, and when two do it at once."""

import re
from html import unescape
from typing import Any
from uuid import UUID

from domain.programme.session_layers import read_session
from domain.tables import Session, User
from tests.cast import Cast, make_person
from tests.web.visitor import Visitor

HTMX = {"HX-Request": "true"}


def path(session: UUID) -> str:
    return f"/events/harbour/organizer/sessions/{session}"


async def form_of(visitor: Visitor, session: UUID) -> dict[str, str]:
    """What a browser would send back of the page, untouched."""
    page = (await visitor.get(path(session))).text
    fields = {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)}
    texts = re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    fields |= {name: unescape(text) for name, text in texts}
    [level] = re.findall(r'name="difficulty" value="(\w*)" checked', page)
    return {**fields, "difficulty": level}


async def corrected(cast: Cast) -> dict[str, Any]:
    [row] = await Session.select().where(Session.id == cast.queues_talk)
    return {name: row[f"corrected_{name}"] for name in ("difficulty", "tags", "outcomes", "target_audience")}


NOTHING = {"difficulty": None, "tags": None, "outcomes": None, "target_audience": None}


async def test_a_correction_is_saved_and_the_page_says_so(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.omar)
    form = await form_of(visitor, cast.queues_talk)
    answer = await visitor.post(path(cast.queues_talk), form | {"tags": "queues, SKIP LOCKED\r\nPostgreSQL"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{path(cast.queues_talk)}?saved=yes")
    assert await corrected(cast) == NOTHING | {"tags": ["queues", "SKIP LOCKED", "PostgreSQL"]}
    page = (await visitor.get(answer.headers["location"])).text
    assert '<b tabindex="-1" data-takes-focus>Saved.</b>' in page
    assert "<dd>PostgreSQL · job queues</dd>" in page


async def test_a_form_that_nobody_touched_corrects_nothing(visitor: Visitor, cast: Cast) -> None:
    await Session.raw(
        "UPDATE session SET tags = ARRAY[]::text[], derived_tags = ARRAY['a, b', 'c'], derived_difficulty = 'beginner'"
    )
    await visitor.be(cast.omar)
    await visitor.post(path(cast.queues_talk), await form_of(visitor, cast.queues_talk))
    assert await corrected(cast) == NOTHING


async def test_a_tag_with_a_comma_that_stood_there_stays_whole(visitor: Visitor, cast: Cast) -> None:
    await Session.raw("UPDATE session SET tags = ARRAY['erlang, elixir and friends']")
    await visitor.be(cast.omar)
    form = await form_of(visitor, cast.queues_talk)
    await visitor.post(path(cast.queues_talk), form | {"tags": f"{form['tags']}\r\nqueues, locks"})
    assert (await corrected(cast))["tags"] == ["erlang, elixir and friends", "queues", "locks"]


async def test_htmx_gets_the_form_alone_with_the_focus_on_what_it_says(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.omar)
    form = await form_of(visitor, cast.queues_talk)
    answer = await visitor.post(path(cast.queues_talk), form | {"difficulty": "advanced"}, headers=HTMX)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<form class="stack" id="session-form"')
    assert "Saved." in answer.text
    assert (await corrected(cast))["difficulty"] == "advanced"
    again = await visitor.post(path(cast.queues_talk), await form_of(visitor, cast.queues_talk), headers=HTMX)
    assert again.status_code == 200


async def test_a_correction_is_kept_or_taken_back_by_a_box(visitor: Visitor, cast: Cast) -> None:
    await Session.raw("UPDATE session SET derived_difficulty = 'beginner'")
    await visitor.be(cast.omar)
    form = await form_of(visitor, cast.queues_talk)
    await visitor.post(path(cast.queues_talk), form | {"difficulty_keeps": "on"})
    assert (await corrected(cast))["difficulty"] == "beginner"
    form = await form_of(visitor, cast.queues_talk)
    await visitor.post(path(cast.queues_talk), form | {"difficulty_resets": "on"})
    assert await corrected(cast) == NOTHING


async def test_what_cannot_be_taken_is_said_beside_its_field_and_nothing_is_lost(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.omar)
    form = await form_of(visitor, cast.queues_talk)
    answer = await visitor.post(path(cast.queues_talk), form | {"tags": "x" * 61, "outcomes": "Read <plans>"})
    assert answer.status_code == 422
    assert 'aria-invalid="true" aria-describedby="tags-error"' in answer.text
    assert "is longer than 60 characters" in answer.text
    assert "x" * 61 in answer.text
    assert "Read &lt;plans&gt;</textarea>" in answer.text
    assert await corrected(cast) == NOTHING
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    assert fields["version"] == form["version"]


async def test_the_second_of_two_tabs_is_told_what_stands_now_and_loses_nothing(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.omar)
    first, second = await form_of(visitor, cast.queues_talk), await form_of(visitor, cast.queues_talk)
    await visitor.post(path(cast.queues_talk), first | {"tags": "queues", "difficulty": "advanced"})
    answer = await visitor.post(path(cast.queues_talk), second | {"tags": "ropes"})
    assert answer.status_code == 409
    assert "this session was changed while you edited it" in answer.text
    assert "ropes</textarea>" in answer.text
    assert "<dd><b>queues</b></dd>" in answer.text
    assert (await corrected(cast))["tags"] == ["queues"]
    third = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    [level] = re.findall(r'name="difficulty" value="(\w*)" checked', answer.text)
    again = second | third | {"tags": "ropes", "difficulty": level}
    assert (await visitor.post(path(cast.queues_talk), again)).status_code == 303
    assert await corrected(cast) == NOTHING | {"tags": ["ropes"], "difficulty": "advanced"}


async def test_a_form_that_did_not_arrive_whole_changes_nothing(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.omar)
    form = await form_of(visitor, cast.queues_talk)
    for missing in ("tags", "tags_shown", "version", "difficulty"):
        part = {name: value for name, value in form.items() if name != missing}
        answer = await visitor.post(path(cast.queues_talk), part | {"outcomes": "x" * 20})
        assert answer.status_code == 400
    assert await corrected(cast) == NOTHING


async def test_mallory_who_organizes_another_event_learns_and_changes_nothing(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.omar)
    form = await form_of(visitor, cast.queues_talk)
    elsewhere = (await Session.raw("SELECT id FROM event WHERE slug = 'elsewhere'"))[0]["id"]
    await visitor.be(await make_person("Mal", "mal@demo.example", elsewhere, "organizer"))
    stranger = await visitor.get(path(UUID(int=7)))
    for address in (path(cast.queues_talk), path(cast.queues_talk).replace("harbour", "elsewhere")):
        shown, saved = await visitor.get(address), await visitor.post(address, form | {"tags": "mine"})
        assert (shown.status_code, saved.status_code) == (404, 404)
        assert "Postgres" not in shown.text + saved.text
    assert stranger.status_code == 404
    assert await corrected(cast) == NOTHING


async def test_a_reading_administrator_looks_and_a_full_one_changes(visitor: Visitor, cast: Cast) -> None:
    reader = await make_person("Rita", "rita@demo.example", None, None, admin="read")
    await visitor.be(cast.root)
    form = await form_of(visitor, cast.queues_talk)
    await visitor.be(reader)
    page = (await visitor.get(path(cast.queues_talk))).text
    assert "You may look at this, and not change it." in page
    assert 'class="btn primary"' not in page
    assert (await visitor.post(path(cast.queues_talk), form | {"tags": "mine"})).status_code == 403
    assert await corrected(cast) == NOTHING
    await visitor.be(cast.root)
    assert (await visitor.post(path(cast.queues_talk), form | {"tags": "ours"})).status_code == 303
    assert (await read_session(cast.event, cast.queues_talk)).fields["tags"].counts == ("ours",)


async def test_an_organizer_gets_to_their_pages_and_back(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.omar)
    feed = (await visitor.get("/events/harbour/for-you")).text
    assert 'href="/events/harbour/organizer/quality"' in feed
    page = (await visitor.get(path(cast.queues_talk))).text
    for nav in ("rail", "sectionbar"):
        items = page.split(f'<nav class="{nav}"')[1].split("</nav>")[0]
        assert 'href="/events/harbour/for-you"' in items
        assert 'href="/events/harbour/organizer/sessions" aria-current="page"' in items
    await visitor.be(cast.ada)
    assert "organizer" not in (await visitor.get("/events/harbour/for-you")).text
    assert await User.count() == 5
