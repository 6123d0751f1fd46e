"""Every change by an administrator is guarded, safe from forgery, and written down with it or not made at all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from litestar import Litestar, Router, post
from litestar.handlers import BaseRouteHandler

from domain.audit.entries import Action, Target, TargetKind, audited
from domain.settings import load_settings
from domain.tables import Queue
from domain.work.pause import pause_queue
from tests.contracts.admin_audit import (
    Attempt,
    faults_of,
    faults_of_failure,
    faults_of_forgery,
    faults_of_reason,
    faults_of_success,
)
from tests.contracts.admin_objects import Objects
from tests.contracts.admin_requests import CHANGES, Change
from tests.contracts.routes import Route, name, routes_of
from tests.contracts.stage import Stage
from tests.contracts.writes import tables_that_can_refuse
from tests.web.visitor import Visitor
from web.admin.acting import actor_of
from web.app import create_site, wrap
from web.requests import PageRequest
from web.security.guards import require_admin, require_full_admin

ROUTES = [it for it in routes_of(create_site(load_settings())) if it.is_of_admins and it.is_change]
CHECKS = (faults_of_forgery, faults_of_reason, faults_of_failure, faults_of_success)
Check = Callable[[Attempt], Awaitable[list[str]]]


@pytest.fixture(scope="module")
async def refusals(stage: Stage) -> AsyncIterator[None]:
    async with tables_that_can_refuse():
        yield


@pytest.fixture
async def root(stage: Stage, refusals: None, visitor: Visitor) -> Visitor:
    await visitor.be(stage.cast.root)
    return visitor


async def attempt(route: Route, stage: Stage, visitor: Visitor, objects: Objects) -> Attempt:
    change = CHANGES[route.name]
    if change.prepare:
        await change.prepare(objects)
    return Attempt(route, change, objects, visitor, stage.cast.root)


@pytest.mark.parametrize("route", ROUTES, ids=name)
def test_a_change_names_its_action_and_is_for_full_administrators(route: Route) -> None:
    assert list(faults_of(route)) == []


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("route", ROUTES, ids=name)
async def test_a_change_is_written_down_or_not_made(
    route: Route, check: Check, stage: Stage, root: Visitor, objects: Objects
) -> None:
    assert await check(await attempt(route, stage, root, objects)) == []


def test_each_action_that_is_audited_belongs_to_a_route_or_a_job() -> None:
    by_hand = {route.handler.opt["audited"] for route in ROUTES}
    assert set(Action) - by_hand <= {Action.BEGIN_REPLAY, Action.END_REPLAY}


FULL = [require_full_admin]


@post("/forgotten", name="forgotten")
async def forgotten(request: PageRequest) -> str:
    await pause_queue("forgotten")
    return "done"


@post("/silent", name="silent", opt={"audited": Action.PAUSE_QUEUE}, guards=FULL, status_code=200)
async def silent(request: PageRequest) -> str:
    await pause_queue("silent")
    return "done"


@post("/torn", name="torn", opt={"audited": Action.PAUSE_QUEUE}, guards=FULL, status_code=200)
async def torn(request: PageRequest) -> str:
    await pause_queue("torn")
    async with audited(actor_of(request), Action.PAUSE_QUEUE, Target(TargetKind.QUEUE, "torn")):
        pass
    return "done"


@post("/wrong", name="wrong", opt={"audited": Action.PAUSE_QUEUE}, guards=FULL, status_code=200)
async def wrong(request: PageRequest) -> str:
    async with audited(actor_of(request), Action.RESUME_QUEUE, Target(TargetKind.JOBS), "why not"):
        await pause_queue("wrong")
    return "done"


@post("/open", name="open", opt={"audited": Action.PAUSE_QUEUE, "without_csrf": True}, guards=FULL, status_code=200)
async def open_to_all(request: PageRequest) -> str:
    async with audited(actor_of(request), Action.PAUSE_QUEUE, Target(TargetKind.QUEUE, "open")) as change:
        await pause_queue("open")
        change.after = {"paused": True}
    return "done"


BAD: tuple[tuple[BaseRouteHandler, Check, list[str]], ...] = (
    (silent, faults_of_success, ["writes 0 audit entries"]),
    (silent, faults_of_failure, ["is made where it cannot be written down"]),
    (torn, faults_of_failure, ["is made where it cannot be written down"]),
    (
        wrong,
        faults_of_success,
        [
            "writes down queue.resume where it names queue.pause",
            "does not write down why",
            "changes many and asks for no reason",
            "does not write down how many, and what became of them",
        ],
    ),
    (open_to_all, faults_of_forgery, ["can be forged", "is made by a forged form"]),
)


def routes_with(handler: BaseRouteHandler) -> tuple[Litestar, Route]:
    """A site with one more route below `/admin`, such as somebody might write."""
    site = create_site(load_settings())
    site.register(Router("/admin", route_handlers=[handler], guards=[require_admin]))
    [route] = [route for route in routes_of(site) if route.name == handler.name]
    return site, route


@pytest.mark.parametrize(("handler", "check", "faults"), BAD)
async def test_a_change_that_is_not_written_down_as_it_should_be_is_found(
    handler: BaseRouteHandler, check: Check, faults: list[str], stage: Stage, refusals: None, objects: Objects
) -> None:
    site, route = routes_with(handler)
    visitor = Visitor(wrap(site), stage.settings)
    await visitor.be(stage.cast.root)

    async def effect(_: Objects) -> bool:
        return bool(await Queue.exists().where(Queue.name == handler.name))

    assert await check(Attempt(route, Change(effect), objects, visitor, stage.cast.root)) == faults
    await Queue.delete().where(Queue.name == handler.name)


def test_a_change_that_names_no_action_is_found() -> None:
    _, route = routes_with(forgotten)
    assert list(faults_of(route)) == ["names no action that is audited", "is not for full administrators only"]
