"""Who may reach which of the administration's routes: each of them, by everybody, in every form of asking."""

from __future__ import annotations

from uuid import UUID

import httpx
import pytest

from domain.people.browser_sessions import close_session
from domain.settings import load_settings
from domain.tables import User
from tests.contracts.admin_objects import Objects
from tests.contracts.admin_requests import CHANGES, address, form
from tests.contracts.routes import Route, name, routes_of
from tests.contracts.stage import Stage
from tests.contracts.writes import nothing_is_written
from tests.web.admin.live.listener import Listener
from tests.web.visitor import Visitor
from web.app import create_site
from web.security.guards import require_full_admin

ROUTES = sorted((it for it in routes_of(create_site(load_settings())) if it.is_of_admins), key=lambda it: it.name)
READS = [route for route in ROUTES if not route.is_change]
# Pages that exist only to make changes are for who may make them.
BEFORE_CHANGES = {"admin.jobs.confirmation", "admin.job.new_repeat"}
FRAGMENT = {"HX-Request": "true"}
NO_ADMINS = ("attendee", "speaker", "organizer")
# Nobody, by how they came to be nobody.
WITHDRAWN = ("demoted", "signed out", "gone")


async def ask(visitor: Visitor, route: Route, objects: Objects, **headers: str) -> httpx.Response:
    """As a full administrator would, whoever it is."""
    [method] = route.methods - {"HEAD", "OPTIONS"}
    if not route.is_change:
        return await visitor.get(address(route, objects), headers=headers)
    fields = {"_csrf_token": await visitor.token(), **form(CHANGES[route.name], objects)}
    return await visitor.client.request(method, address(route, objects), data=fields, headers=headers)


def person(stage: Stage, role: str) -> UUID:
    cast = stage.cast
    people = {"attendee": cast.ada, "speaker": cast.sam, "organizer": cast.omar}
    return {**people, "reader": stage.reader, "full": cast.root}[role]


def test_the_walk_meets_every_route_and_every_change_is_written_down_here() -> None:
    assert {"admin.overview", "admin.jobs", "admin.job", "admin.live", "admin.audit"} <= {route.name for route in READS}
    assert {route.name for route in ROUTES if route.is_change} == set(CHANGES)


def test_what_is_for_full_administrators_only_is_each_change_and_the_pages_before_changes() -> None:
    strict = {route.name for route in ROUTES if require_full_admin in route.guards}
    assert strict == {route.name for route in ROUTES if route.is_change} | BEFORE_CHANGES


@pytest.mark.parametrize("route", ROUTES, ids=name)
async def test_nobody_is_sent_to_sign_in(route: Route, visitor: Visitor, objects: Objects) -> None:
    await visitor.token()
    async with nothing_is_written():
        answer, fragment = await ask(visitor, route, objects), await ask(visitor, route, objects, **FRAGMENT)

        assert (fragment.status_code, fragment.headers["hx-redirect"]) == (401, "/sign-in")
        if route.is_change:
            assert answer.status_code == 401
        else:
            head = await visitor.client.head(address(route, objects))
            for found in (answer, head):
                assert (found.status_code, found.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize("role", NO_ADMINS)
@pytest.mark.parametrize("route", ROUTES, ids=name)
async def test_who_is_no_administrator_is_refused(
    route: Route, role: str, stage: Stage, visitor: Visitor, objects: Objects
) -> None:
    await visitor.be(person(stage, role))
    await visitor.token()
    async with nothing_is_written():
        answer, fragment = await ask(visitor, route, objects), await ask(visitor, route, objects, **FRAGMENT)

        assert (answer.status_code, fragment.status_code) == (403, 403)
        assert "for administrators of Hallway" in answer.text
        if not route.is_change:
            assert (await visitor.client.head(address(route, objects))).status_code == 403


@pytest.mark.parametrize("route", ROUTES, ids=name)
async def test_who_may_only_look_sees_all_and_changes_nothing(
    route: Route, stage: Stage, visitor: Visitor, objects: Objects
) -> None:
    await visitor.be(stage.reader)
    await visitor.token()
    async with nothing_is_written():
        answer, fragment = await ask(visitor, route, objects), await ask(visitor, route, objects, **FRAGMENT)
    if route.name in set(CHANGES) | BEFORE_CHANGES:
        assert (answer.status_code, fragment.status_code) == (403, 403)
        assert "takes a full administrator" in answer.text
    else:
        await assert_shown(visitor, route, objects, answer, fragment)


@pytest.mark.parametrize("route", READS, ids=name)
async def test_a_full_administrator_sees_all(route: Route, stage: Stage, visitor: Visitor, objects: Objects) -> None:
    await visitor.be(stage.cast.root)
    async with nothing_is_written():
        answer, fragment = await ask(visitor, route, objects), await ask(visitor, route, objects, **FRAGMENT)
        await assert_shown(visitor, route, objects, answer, fragment)


async def assert_shown(
    visitor: Visitor, route: Route, objects: Objects, answer: httpx.Response, fragment: httpx.Response
) -> None:
    head = await visitor.client.head(address(route, objects))
    assert {answer.status_code, fragment.status_code, head.status_code} <= {200, 303}
    assert answer.headers.get("location", "/admin").startswith("/admin")
    assert head.content == b""


@pytest.mark.parametrize("route", [route for route in ROUTES if route.is_change], ids=name)
async def test_a_full_administrator_changes_something(
    route: Route, stage: Stage, visitor: Visitor, objects: Objects
) -> None:
    change = CHANGES[route.name]
    if change.prepare:
        await change.prepare(objects)
    await visitor.be(stage.cast.root)
    before = await change.effect(objects) if change.effect else None

    answer = await ask(visitor, route, objects)

    assert answer.status_code in (200, 303)
    assert change.shows in answer.text
    if change.effect:
        assert (before != change.becomes, await change.effect(objects)) == (True, change.becomes)


@pytest.mark.parametrize(("role", "status"), [*((role, 403) for role in NO_ADMINS), ("reader", 200), ("full", 200)])
async def test_a_stream_is_for_administrators(role: str, status: int, stage: Stage, visitor: Visitor) -> None:
    await visitor.be(person(stage, role))
    async with Listener(stage.site, "/admin/live?page=jobs", dict(visitor.client.cookies)) as stream:
        await stream.taken.get()
    assert stream.status == status
    assert stream.headers["content-type"].startswith("text/event-stream") is (status == 200)


@pytest.mark.parametrize("how", WITHDRAWN)
async def test_rights_that_are_withdrawn_are_gone_with_the_next_request(
    how: str, stage: Stage, visitor: Visitor, objects: Objects
) -> None:
    leaving = User(name="Tove Lindgren", admin="full")
    await leaving.save()
    await visitor.be(leaving.id)
    assert (await visitor.get("/admin/jobs")).status_code == 200
    await withdraw(how, leaving.id, visitor)

    async with nothing_is_written():
        for route in ROUTES:
            status = (await ask(visitor, route, objects)).status_code
            assert status == (403 if how == "demoted" else 401 if route.is_change else 303), route.name


async def test_who_was_made_a_reader_changes_nothing_more(stage: Stage, visitor: Visitor, objects: Objects) -> None:
    leaving = User(name="Tove Lindgren", admin="full")
    await leaving.save()
    await visitor.be(leaving.id)
    await visitor.token()
    await User.update({User.admin: "read"}).where(User.id == leaving.id)

    async with nothing_is_written():
        for route in ROUTES:
            is_refused = (await ask(visitor, route, objects)).status_code == 403
            assert is_refused is (route.name in set(CHANGES) | BEFORE_CHANGES), route.name


async def withdraw(how: str, user: UUID, visitor: Visitor) -> None:
    if how == "demoted":
        await User.update({User.admin: "none"}).where(User.id == user)
    elif how == "gone":
        await User.delete().where(User.id == user)
    else:
        assert visitor.session_token
        await close_session(visitor.session_token)
