"""The front door."""

from tests.cast import Cast, make_person
from tests.web.visitor import Visitor


async def test_each_person_is_led_to_their_first_page(visitor: Visitor, cast: Cast) -> None:
    assert (await visitor.get("/")).headers["location"] == "/sign-in"
    for person, first in (
        (cast.ada, "/events/harbour/for-you"),
        (cast.omar, "/events/harbour/for-you"),
        (cast.mallory, "/events/elsewhere/for-you"),
        (cast.root, "/admin/jobs"),
    ):
        await visitor.be(person)

        answer = await visitor.get("/")

        assert (answer.status_code, answer.headers["location"]) == (303, first)


async def test_who_takes_part_nowhere_is_told_so_and_can_leave(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(await make_person("Nora Nowhere", "nora@demo.example", None, None))

    page = await visitor.get("/")

    assert page.status_code == 200
    assert "registered nowhere" in page.text
    assert 'action="/sign-out"' in page.text
