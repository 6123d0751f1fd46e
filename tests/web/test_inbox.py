"""The development inbox."""

from datetime import timedelta

from domain.clock import utc_now
from domain.tables import Mail
from tests.web.visitor import Visitor


async def write(subject: str, text: str = "Hello.", age: timedelta = timedelta(0)) -> None:
    await Mail(recipient="ada@demo.example", subject=subject, text=text, created_at=utc_now() - age).save()


async def test_letters_are_shown_with_the_newest_first(visitor: Visitor) -> None:
    await write("The older", age=timedelta(hours=1))
    await write("The newer")

    page = (await visitor.get("/inbox")).text

    assert page.index("The newer") < page.index("The older")


async def test_a_link_in_a_letter_can_be_followed_and_markup_cannot(visitor: Visitor) -> None:
    await write("A link", "Open http://127.0.0.1/sign-in/links/abc <script>alert(1)</script>")

    page = (await visitor.get("/inbox")).text

    assert 'href="http://127.0.0.1/sign-in/links/abc"' in page
    assert "<script>alert" not in page


async def test_an_empty_inbox_says_how_to_fill_it(visitor: Visitor) -> None:
    assert "No letters yet" in (await visitor.get("/inbox")).text


async def test_htmx_gets_the_letters_alone(visitor: Visitor) -> None:
    await write("Alone")

    answer = await visitor.get("/inbox", headers={"HX-Request": "true", "HX-Request-Type": "partial"})

    assert "Alone" in answer.text
    assert "<html" not in answer.text
    assert answer.headers["vary"] == "HX-Request, HX-Request-Type"


async def test_no_more_than_fifty_letters_are_shown(visitor: Visitor) -> None:
    for number in range(52):
        await write(f"Letter {number}", age=timedelta(minutes=60 - number))

    page = (await visitor.get("/inbox")).text

    assert page.count("<article") == 50
    assert "Letter 51" in page
    assert "Letter 1<" not in page
