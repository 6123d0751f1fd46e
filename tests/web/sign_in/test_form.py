"""The sign-in form."""

import httpx

from domain.tables import Job, Mail, SignInLink
from tests.cast import Cast, make_person
from tests.web.visitor import Visitor


async def ask(visitor: Visitor, email: str) -> httpx.Response:
    return await visitor.post("/sign-in", {"email": email})


async def test_a_known_address_gets_a_letter_with_a_link_and_a_job_that_sends_it(visitor: Visitor, cast: Cast) -> None:
    answer = await ask(visitor, " Ada@Demo.example ")

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in/sent")
    mail = await Mail.objects().first()
    assert mail is not None
    assert mail.recipient == "ada@demo.example"
    assert "http://127.0.0.1:8000/sign-in/links/" in mail.text
    assert await Job.select(Job.name, Job.queue) == [{"name": "SendMail", "queue": "notifications"}]


async def test_an_unknown_address_gets_the_same_answer_and_no_letter(visitor: Visitor, cast: Cast) -> None:
    known = await ask(visitor, "ada@demo.example")
    unknown = await ask(visitor, "nobody@demo.example")

    assert (unknown.status_code, unknown.headers["location"]) == (known.status_code, known.headers["location"])
    assert unknown.content == known.content
    assert await Mail.count() == 1


async def test_somebody_registered_nowhere_gets_no_letter(visitor: Visitor, cast: Cast) -> None:
    await make_person("Nora Nowhere", "nora@demo.example", None, None)

    await ask(visitor, "nora@demo.example")

    assert await Mail.count() == 0


async def test_an_administrator_without_an_event_gets_a_letter(visitor: Visitor, cast: Cast) -> None:
    await ask(visitor, "root@demo.example")

    assert await Mail.count() == 1


async def test_what_is_no_address_is_shown_again_with_what_is_allowed(visitor: Visitor, cast: Cast) -> None:
    for wrong in ("", "ada", "@demo.example", "a b@demo.example", "a@b\x00.example", "x" * 250 + "@demo.example"):
        answer = await ask(visitor, wrong)

        assert answer.status_code == 422, wrong
        assert "An address looks like name@example.org." in answer.text
    assert await SignInLink.count() == 0


async def test_what_was_typed_comes_back_as_text_never_as_markup(visitor: Visitor, cast: Cast) -> None:
    answer = await ask(visitor, '"><script>alert(1)</script>')

    assert "<script>alert" not in answer.text


async def test_the_sixth_link_for_one_address_in_a_quarter_of_an_hour_is_refused(visitor: Visitor, cast: Cast) -> None:
    for _ in range(5):
        assert (await ask(visitor, "ada@demo.example")).status_code == 303

    refused = await ask(visitor, "ADA@demo.example")

    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 15 * 60
    assert "A short pause" in refused.text
    assert (await ask(visitor, "sam@demo.example")).status_code == 303


async def test_an_unknown_address_is_limited_like_a_known_one(visitor: Visitor, cast: Cast) -> None:
    answers = [await ask(visitor, "nobody@demo.example") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [303] * 5 + [429]


async def test_one_client_cannot_ask_for_many_addresses(visitor: Visitor, cast: Cast) -> None:
    answers = [await ask(visitor, f"{number}@demo.example") for number in range(31)]

    assert [answer.status_code for answer in answers] == [303] * 30 + [429]


async def test_an_attribute_without_a_value_has_none(visitor: Visitor) -> None:
    field = (await visitor.get("/sign-in")).text.split('id="email"')[1].split(">")[0]

    assert " required " in field
    assert "True" not in field
