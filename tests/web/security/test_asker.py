"""Whoever asks through the site is named in the job that does the work."""

from tests.cast import Cast
from tests.web.visitor import Visitor


async def origins() -> list[str | None]:
    from domain.tables import Job

    return [row["origin"] for row in await Job.select(Job.origin).order_by(Job.id)]


async def test_a_letter_to_who_is_not_signed_in_was_asked_for_by_a_visitor(visitor: Visitor, cast: Cast) -> None:
    await visitor.post("/sign-in", {"email": "ada@demo.example"})
    assert await origins() == ["visitor"]


async def test_what_somebody_signed_in_asks_for_is_theirs(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.ada)
    await visitor.post("/sign-in", {"email": "sam@demo.example"})
    assert await origins() == [f"person:{cast.ada}"]
