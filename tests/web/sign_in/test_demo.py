"""The demo's one-click sign-ins."""

from tests.cast import Cast
from tests.web.visitor import Visitor


async def test_one_click_signs_in_as_one_of_the_demos_people(visitor: Visitor, cast: Cast) -> None:
    answer = await visitor.post("/demo/sign-in", {"email": "root@demo.example"})

    assert answer.headers["location"] == "/"
    assert (await visitor.get("/")).headers["location"] == "/admin"


async def test_the_sign_in_page_offers_them_by_their_names(visitor: Visitor, cast: Cast) -> None:
    page = (await visitor.get("/sign-in")).text

    assert "Ada Björkqvist" in page
    assert "Rút Kristjánsdóttir" in page


async def test_nobody_else_can_be_been(visitor: Visitor, cast: Cast) -> None:
    for email in ("mallory@demo.example", "nobody@demo.example", ""):
        answer = await visitor.post("/demo/sign-in", {"email": email})

        assert answer.status_code == 404
    assert visitor.session_token is None


async def test_the_sign_in_page_promises_nobody_more_than_there_is(visitor: Visitor, cast: Cast) -> None:
    assert "organizes, and sees his own picks" in (await visitor.get("/sign-in")).text
