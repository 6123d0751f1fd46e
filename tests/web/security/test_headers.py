"""Security headers."""

from domain.settings import Settings
from tests.web.visitor import Visitor
from web.app import create_app
from web.static_files import StaticFiles

EXPECTED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "content-security-policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
        "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    ),
}


async def test_every_kind_of_answer_carries_them(visitor: Visitor) -> None:
    answers = [
        await visitor.get("/sign-in"),
        await visitor.get("/"),
        await visitor.get("/nowhere"),
        await visitor.get("/health/live"),
        await visitor.get(StaticFiles().url("css/hallway.css")),
        await visitor.client.post("/sign-out"),
        await visitor.get("/sign-in", headers={"Host": "evil.example"}),
    ]

    assert [answer.status_code for answer in answers] == [200, 303, 404, 200, 200, 403, 400]
    for answer in answers:
        assert {name: answer.headers[name] for name in EXPECTED} == EXPECTED
        assert "strict-transport-security" not in answer.headers


async def test_nobody_may_store_a_page(visitor: Visitor) -> None:
    assert (await visitor.get("/sign-in")).headers["cache-control"] == "no-store"


async def test_over_https_cookies_are_secure_and_the_browser_stays_there(settings: Settings, database: None) -> None:
    https = Settings.model_validate({**settings.model_dump(by_alias=True), "base_url": "https://hallway.example"})
    visitor = Visitor(create_app(https), https, address="https://hallway.example")

    answer = await visitor.get("/sign-in")

    assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    [cookie] = answer.headers.get_list("set-cookie")
    assert cookie.startswith("__Host-hallway-csrf")
    assert "Secure" in cookie
