"""Sessions: planted, stolen, ended, outlived."""

from collections.abc import Callable
from datetime import timedelta

from litestar import Litestar

from domain.clock import utc_now
from domain.people.browser_sessions import find_session, open_session
from domain.tables import User, WebSession
from tests.cast import Cast
from tests.web.visitor import Visitor


async def is_signed_in(visitor: Visitor) -> bool:
    return (await visitor.get("/")).headers["location"] != "/sign-in"


async def test_a_token_planted_before_sign_in_is_worth_nothing_after_it(
    visit: Callable[[], Visitor], cast: Cast
) -> None:
    victim, attacker = visit(), visit()
    attacker.session_token = victim.session_token = "planted"

    await victim.post("/demo/sign-in", {"email": "ada@demo.example"})

    assert await is_signed_in(victim)
    assert victim.client.cookies.jar is not attacker.client.cookies.jar
    assert not await is_signed_in(attacker)


async def test_signing_in_again_ends_the_session_before(visit: Callable[[], Visitor], cast: Cast) -> None:
    visitor, holder_of_the_old = visit(), visit()
    await visitor.post("/demo/sign-in", {"email": "ada@demo.example"})
    holder_of_the_old.session_token = visitor.session_token or ""

    await visitor.post("/demo/sign-in", {"email": "sam@demo.example"})

    assert not await is_signed_in(holder_of_the_old)
    assert await is_signed_in(visitor)


async def test_signing_out_ends_the_session_on_the_server_too(visit: Callable[[], Visitor], cast: Cast) -> None:
    visitor, thief = visit(), visit()
    await visitor.be(cast.ada)
    thief.session_token = visitor.session_token or ""

    answer = await visitor.post("/sign-out")

    assert answer.headers["location"] == "/sign-in"
    assert not await is_signed_in(visitor)
    assert not await is_signed_in(thief)


async def test_sessions_survive_an_emptied_valkey(visitor: Visitor, cast: Cast, site: Litestar) -> None:
    await visitor.post("/demo/sign-in", {"email": "ada@demo.example"})

    await site.state.redis.flushall()

    assert await is_signed_in(visitor)


async def test_a_session_ends_after_two_weeks(visitor: Visitor, cast: Cast) -> None:
    token = await open_session(cast.ada, utc_now())

    assert await find_session(token, utc_now() + timedelta(days=13, hours=23)) == cast.ada
    assert await find_session(token, utc_now() + timedelta(days=14, seconds=1)) is None


async def test_the_table_holds_no_token_that_a_browser_could_send(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.ada)

    [row] = await WebSession.select()
    assert visitor.session_token
    assert visitor.session_token not in str(row)


async def test_whoever_is_deleted_is_signed_out(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.ada)
    await User.delete().where(User.id == cast.ada)

    assert not await is_signed_in(visitor)


async def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(visitor: Visitor, cast: Cast) -> None:
    answer = await visitor.post("/demo/sign-in", {"email": "ada@demo.example"})

    [cookie] = [value for value in answer.headers.get_list("set-cookie") if "session" in value]
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/", "max-age=1209600"} <= attributes
    assert "secure" not in attributes
