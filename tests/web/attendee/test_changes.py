"""Saving, hiding and taking back: as forms and by htmx, and only one's own."""

from uuid import UUID

import pytest

from domain.recommendations.for_you import find_pick
from domain.tables import Bookmark, Dismissal
from tests.cast import Cast
from tests.web.visitor import Visitor

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
ACTIONS = ("bookmark", "bookmark/delete", "dismissal", "dismissal/delete")


def path(cast: Cast, action: str, event: str = "harbour") -> str:
    return f"/events/{event}/sessions/{cast.queues_talk}/{action}"


async def test_a_form_saves_and_leads_back_to_its_card(ada: Visitor, cast: Cast) -> None:
    answer = await ada.post(path(cast, "bookmark"), {"level": "must"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/events/harbour/for-you?show=all&whole=yes#session-{cast.queues_talk}"
    pick = await find_pick(cast.ada, cast.event, cast.queues_talk)
    assert pick
    assert pick.level == "must"

    await ada.post(path(cast, "bookmark/delete"))
    assert await Bookmark.count() == 0


@pytest.mark.parametrize(
    ("back", "address"),
    [
        ("sessions", "/events/harbour/for-you?show=sessions&whole=yes#session-{talk}"),
        ("why_not", "/events/harbour/sessions/{talk}/why-not"),
    ],
)
async def test_a_form_leads_back_to_where_it_was_sent_from(ada: Visitor, cast: Cast, back: str, address: str) -> None:
    for action in ACTIONS:
        answer = await ada.post(f"{path(cast, action)}?back={back}", {"level": "must"})
        assert answer.headers["location"] == address.format(talk=cast.queues_talk)
    assert (await ada.post(f"{path(cast, 'dismissal')}?back=//elsewhere.example")).status_code == 400


async def test_htmx_gets_the_footer_the_saved_ones_and_a_word(ada: Visitor, cast: Cast) -> None:
    answer = await ada.post(path(cast, "bookmark"), {"level": "backup"}, headers=HTMX)

    assert answer.status_code == 200
    assert f'<footer id="actions-{cast.queues_talk}" hx-swap-oob="outerHTML">' in answer.text
    assert '<section class="panel" id="saved" aria-labelledby="saved-title" hx-swap-oob="outerHTML">' in answer.text
    assert 'hx-swap-oob="innerHTML">Saved as backup.' in answer.text
    assert 'value="backup" aria-pressed="true" data-takes-focus' in answer.text
    assert "<article" not in answer.text


async def test_hiding_puts_a_line_with_reasons_and_undo_in_place_of_the_card(ada: Visitor, cast: Cast) -> None:
    hidden = await ada.post(path(cast, "dismissal"), headers=HTMX)
    assert f'<div class="undo" id="session-{cast.queues_talk}" hx-swap-oob="outerHTML">' in hidden.text
    explained = await ada.post(path(cast, "dismissal"), {"reason": "bad_time"}, headers=HTMX)
    assert 'value="bad_time" aria-pressed="true"' in explained.text
    assert "<b>Hidden:</b> Postgres as your job queue" in (await ada.get("/events/harbour/for-you")).text

    shown = await ada.post(path(cast, "dismissal/delete"), headers=HTMX)
    assert "<article" in shown.text
    assert await Dismissal.count() == 0


async def test_a_session_that_left_the_list_can_still_be_taken_off_the_saved_ones(ada: Visitor, cast: Cast) -> None:
    saved = f"/events/harbour/sessions/{cast.cancelled_talk}/bookmark"
    answer = await ada.post(saved, {"level": "want"}, headers=HTMX)
    assert "Cancelled for weather" in answer.text
    assert "<footer" not in answer.text
    assert "Cancelled for weather" not in (await ada.post(f"{saved}/delete", headers=HTMX)).text


@pytest.mark.parametrize("action", ACTIONS)
async def test_nobody_changes_anything_in_an_event_they_take_no_part_in(
    visitor: Visitor, cast: Cast, action: str
) -> None:
    await visitor.be(cast.mallory)
    for event in ("harbour", "elsewhere"):
        answer = await visitor.post(path(cast, action, event), {"level": "must"})
        assert answer.status_code == 404
    assert await Bookmark.count() == await Dismissal.count() == 0


@pytest.mark.parametrize("action", ACTIONS)
async def test_a_form_without_its_token_changes_nothing(ada: Visitor, cast: Cast, action: str) -> None:
    await ada.token()
    answer = await ada.client.post(path(cast, action), data={"level": "must"})
    assert answer.status_code == 403
    assert await Bookmark.count() == await Dismissal.count() == 0


@pytest.mark.parametrize("body", [b"", b'{"level": "must"}', b"level=must"])
@pytest.mark.parametrize("content_type", [None, "application/json", "text/plain"])
@pytest.mark.parametrize("action", ACTIONS)
async def test_what_is_no_form_changes_nothing(
    ada: Visitor, cast: Cast, action: str, content_type: str | None, body: bytes
) -> None:
    headers = {"x-csrf-token": await ada.token(), **({"Content-Type": content_type} if content_type else {})}
    answer = await ada.client.post(path(cast, action), content=body, headers=headers)
    assert answer.status_code == 415
    assert "That is not a form" in answer.text
    assert await Bookmark.count() == await Dismissal.count() == 0


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        (f"/events/harbour/sessions/{UUID(int=7)}/bookmark", {"level": "must"}, 404),
        ("/events/harbour/sessions/not-an-id/bookmark", {"level": "must"}, 404),
        ("{talk}/bookmark", {"level": "very"}, 400),
        ("{talk}/bookmark", {}, 400),
        ("{talk}/dismissal", {"reason": "boring"}, 400),
    ],
)
async def test_what_cannot_be_is_refused_with_a_page(
    ada: Visitor, cast: Cast, address: str, fields: dict[str, str], status: int
) -> None:
    answer = await ada.post(address.format(talk=f"/events/harbour/sessions/{cast.queues_talk}"), fields)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert await Bookmark.count() == await Dismissal.count() == 0
