"""CSRF tokens."""

from collections.abc import Callable

from domain.tables import Mail
from tests.cast import Cast
from tests.web.visitor import Visitor

ADA = {"email": "ada@demo.example"}


async def test_a_form_without_its_token_changes_nothing(visitor: Visitor, cast: Cast) -> None:
    await visitor.token()

    answer = await visitor.client.post("/sign-in", data=ADA)

    assert answer.status_code == 403
    assert "This form is too old" in answer.text
    assert await Mail.count() == 0


async def test_somebody_elses_token_is_worth_nothing(visit: Callable[[], Visitor], cast: Cast) -> None:
    visitor, other = visit(), visit()
    await visitor.token()

    answer = await visitor.client.post("/sign-in", data={**ADA, "_csrf_token": await other.token()})

    assert answer.status_code == 403


async def test_a_token_of_ones_own_making_is_worth_nothing(visitor: Visitor, cast: Cast) -> None:
    await visitor.token()
    forged = "0" * 128
    for name in list(visitor.client.cookies):
        visitor.client.cookies.set(name, forged, domain="127.0.0.1")

    answer = await visitor.client.post("/sign-in", data={**ADA, "_csrf_token": forged})

    assert answer.status_code == 403


async def test_htmx_sends_it_in_a_header(visitor: Visitor, cast: Cast) -> None:
    answer = await visitor.client.post("/sign-in", data=ADA, headers={"x-csrf-token": await visitor.token()})

    assert answer.status_code == 303


async def test_the_page_gives_its_token_to_forms_and_to_htmx(visitor: Visitor) -> None:
    page = (await visitor.get("/sign-in")).text
    token = await visitor.token()

    assert f'name="_csrf_token" value="{token}"' in page
    assert f"""hx-headers:inherited='{{"x-csrf-token": "{token}"}}'""" in page
