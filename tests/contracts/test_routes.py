"""Every route is guarded or named as public, refuses forged changes, carries the headers, and has its picture."""

from __future__ import annotations

import pytest

from domain.settings import load_settings
from local.pages import PAGES
from tests.cast import Cast
from tests.contracts.routes import NOTHING, SAFE, Route, name, routes_of
from tests.contracts.writes import nothing_is_written
from tests.web.visitor import Visitor
from web.api.limits import limit_caller
from web.app import create_site
from web.current_event import require_organizer, require_participation
from web.security.bearer import require_token
from web.security.guards import require_admin, require_sign_in
from web.security.headers import HEADERS

PUBLIC = {
    "home",
    "static",
    "health.live",
    "health.ready",
    "metrics",
    "sign_in",
    "sign_in.request_link",
    "sign_in.sent",
    "sign_in.link",
    "sign_in.use_link",
    "sign_out",
    "api.documentation",
    "api.openapi",
}
DEMO = {"demo.sign_in", "inbox"}
# What a browser gets with GET that is no page: redirects, files, answers for machines.
NO_PAGES = {
    "home",
    "admin.live",
    "attendee",
    "static",
    "health.live",
    "health.ready",
    "metrics",
    "api.openapi",
}

SETTINGS = load_settings()
ROUTES = sorted(routes_of(create_site(SETTINGS)), key=lambda route: (route.path, sorted(route.methods)))
CHANGES = [route for route in ROUTES if route.is_change and not route.is_of_machines]
READS = [route for route in ROUTES if not route.is_change]
GUARDED = [route for route in ROUTES if route.name not in PUBLIC | DEMO and not route.is_of_machines]
FOR_TOKENS = [route for route in ROUTES if route.name not in PUBLIC and route.is_of_machines]


def test_the_walk_meets_routes_of_every_kind() -> None:
    assert {"attendee.for_you", "attendee.me", "admin.jobs"} <= {route.name for route in GUARDED}
    assert {route.name for route in ROUTES} >= DEMO
    assert CHANGES
    assert READS
    assert FOR_TOKENS


@pytest.mark.parametrize("route", ROUTES, ids=name)
def test_a_route_is_public_by_name_or_guarded(route: Route) -> None:
    if route.name in PUBLIC | DEMO:
        assert not route.guards
    elif route.is_of_admins:
        assert require_admin in route.guards
    elif route.is_of_machines:
        assert {require_token, limit_caller} <= route.guards
    elif "/organizer/" in route.path:
        assert {require_sign_in, require_organizer} <= route.guards
    else:
        assert {require_sign_in, require_participation} <= route.guards


def test_the_demos_routes_are_not_there_outside_of_it() -> None:
    served = {route.name for route in routes_of(create_site(SETTINGS.model_copy(update={"demo": False})))}

    assert served == {route.name for route in ROUTES} - DEMO


async def test_outside_the_demo_nobody_signs_in_with_one_click_or_reads_mail(cast: Cast) -> None:
    settings = SETTINGS.model_copy(update={"demo": False})
    visitor = Visitor(create_site(settings), settings)

    assert (await visitor.post("/demo/sign-in", {"email": "ada@demo.example"})).status_code == 404
    assert (await visitor.get("/inbox")).status_code == 404
    assert "demo" not in (await visitor.get("/sign-in")).text


@pytest.mark.parametrize("route", CHANGES, ids=name)
async def test_a_change_without_its_token_is_refused(route: Route, visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.root)
    await visitor.token()
    async with nothing_is_written():
        for method in route.methods:
            answer = await visitor.client.request(method, route.path)

            assert answer.status_code == 403
            assert "This form is too old" in answer.text


@pytest.mark.parametrize("route", GUARDED, ids=name)
async def test_a_stranger_is_sent_to_sign_in(route: Route, visitor: Visitor, cast: Cast) -> None:
    headers = {"x-csrf-token": await visitor.token()}
    async with nothing_is_written():
        for method in route.methods:
            answer = await visitor.client.request(method, route.path, headers=headers)

            if method in SAFE:
                assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
            else:
                assert answer.status_code == 401


@pytest.mark.parametrize("route", FOR_TOKENS, ids=name)
async def test_no_cookie_opens_the_api_and_none_is_set(route: Route, visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.root)
    headers = {"x-csrf-token": await visitor.token()}
    async with nothing_is_written():
        for method in route.methods:
            answer = await visitor.client.request(method, route.path, headers=headers, json={})

            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == 'Bearer realm="hallway"'
            assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("route", [route for route in GUARDED if "/harbour/" in route.path], ids=name)
async def test_somebody_of_another_event_is_told_nothing(route: Route, visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.mallory)
    headers = {"x-csrf-token": await visitor.token()}
    async with nothing_is_written():
        for method in route.methods:
            for path in (route.path, route.path.replace("harbour", "no-such-event")):
                assert (await visitor.client.request(method, path, headers=headers)).status_code == 404


@pytest.mark.parametrize("route", [route for route in GUARDED if "/organizer/" in route.path], ids=name)
async def test_who_only_attends_or_speaks_is_not_told_of_the_organizers_pages(
    route: Route, visitor: Visitor, cast: Cast
) -> None:
    headers = {"x-csrf-token": await visitor.token()}
    for person in (cast.ada, cast.sam):
        await visitor.be(person)
        async with nothing_is_written():
            for method in route.methods:
                assert (await visitor.client.request(method, route.path, headers=headers)).status_code == 404


@pytest.mark.parametrize("route", READS, ids=name)
async def test_every_answer_carries_the_security_headers(route: Route, visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.ada)

    answer = await visitor.get(route.path)

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["x-request-id"]
    assert answer.status_code < 500


@pytest.mark.parametrize("route", [route for route in ROUTES if NOTHING in route.path], ids=name)
async def test_a_malformed_id_is_nothing_and_no_error(route: Route, visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.root if route.is_of_admins else cast.ada)
    headers = {"x-csrf-token": await visitor.token()}
    async with nothing_is_written():
        for wrong in ("7", "not-a-uuid", "0" * 400, "%00", "..%2f"):
            for method in route.methods:
                path = route.path.replace(NOTHING, wrong)
                answer = await visitor.client.request(method, path, headers=headers)

                assert answer.status_code in (400, 404, 405), path


def test_every_page_is_photographed() -> None:
    pages = {route.name for route in READS} - NO_PAGES

    assert {page.route for page in PAGES if page.route} == pages
