"""The front door."""

import pytest

from domain.tables import Registration
from tests.cast import Cast, make_person
from tests.web.visitor import Visitor


async def test_each_person_is_led_to_their_first_page(visitor: Visitor, cast: Cast) -> None:
    await Registration(user_id=cast.root, event_id=cast.event, role="attendee").save()
    assert (await visitor.get("/")).headers["location"] == "/sign-in"
    for person, first in (
        (cast.ada, "/events/harbour/for-you"),
        (cast.omar, "/events/harbour/organizer/quality"),
        (cast.mallory, "/events/elsewhere/for-you"),
        (cast.root, "/admin"),
    ):
        await visitor.be(person)

        answer = await visitor.get("/")

        assert (answer.status_code, answer.headers["location"]) == (303, first)


@pytest.mark.parametrize(
    ("path", "first"),
    [("/events/harbour", "/events/harbour/for-you"), ("/sign-in", "/")],
)
async def test_an_address_without_a_page_of_its_own_leads_on(
    visitor: Visitor, cast: Cast, path: str, first: str
) -> None:
    await Registration(user_id=cast.root, event_id=cast.event, role="attendee").save()
    await visitor.be(cast.root)

    answer = await visitor.get(path)

    assert (answer.status_code, answer.headers["location"]) == (303, first)


@pytest.mark.parametrize(
    ("path", "other"), [("/events/harbour/for-you", "/admin"), ("/admin/jobs", "/events/harbour/for-you")]
)
async def test_an_administrator_gets_from_area_to_area_in_the_rail_and_on_a_phone(
    visitor: Visitor, cast: Cast, path: str, other: str
) -> None:
    await Registration(user_id=cast.root, event_id=cast.event, role="attendee").save()
    await visitor.be(cast.root)
    page = (await visitor.get(path)).text

    for name in ("rail", "tabbar" if "for-you" in path else "sectionbar"):
        assert f'href="{other}"' in page.split(f'<nav class="{name}"')[1].split("</nav>")[0]


async def test_who_takes_part_nowhere_is_told_so_and_can_leave(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(await make_person("Nora Nowhere", "nora@demo.example", None, None))

    page = await visitor.get("/")

    assert page.status_code == 200
    assert "registered nowhere" in page.text
    assert 'action="/sign-out"' in page.text
