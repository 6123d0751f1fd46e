"""The benchmark of the administration's pages asks for all of them; and how often a page asks the database is fixed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from litestar.handlers import HTTPRouteHandler
from pydantic import SecretStr

from domain.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.admin_figures.measuring import Measured
    from benchmarks.admin_figures.visits import Visit
    from domain.settings import Settings


@pytest.fixture
async def filled(migrated: None) -> AsyncIterator[None]:
    from benchmarks.admin_figures.fill import empty, fill
    from benchmarks.admin_figures.size import SMALL
    from domain.piccolo_conf import DB

    await fill(SMALL)
    yield
    await DB.start_connection_pool()
    await empty()
    await DB.close_connection_pool()


async def counted(settings: Settings) -> tuple[Sequence[Visit], dict[str, Measured]]:
    """Each visit, asked for twice after a first time."""
    from benchmarks.admin_figures.landmarks import find_landmarks
    from benchmarks.admin_figures.measuring import measure
    from benchmarks.admin_figures.reader import open_site
    from benchmarks.admin_figures.visits import visits

    async with open_site(settings) as reader:
        found = visits(await find_landmarks())
        return found, await measure(reader, found, requests=2, warming=1)


async def test_every_page_of_the_administration_is_measured(filled: None) -> None:
    from benchmarks.admin_figures.landmarks import find_landmarks
    from benchmarks.admin_figures.reader import open_site
    from benchmarks.admin_figures.visits import visits

    async with open_site(load_settings()) as reader:
        measured = {visit.route for visit in visits(await find_landmarks())}
        handlers = [handler for route in reader.site.routes for handler in getattr(route, "route_handlers", ())]
    pages = {
        handler.name
        for handler in handlers
        if isinstance(handler, HTTPRouteHandler) and "GET" in handler.http_methods and handler.name
    }
    assert {"admin.jobs", "admin.audit"} <= pages
    assert {page for page in pages if page.partition(".")[0] == "admin"} == {
        route for route in measured if route.partition(".")[0] == "admin"
    }


async def test_a_page_asks_the_database_as_often_however_much_there_is(filled: None) -> None:
    from benchmarks.admin_figures.fill import fill
    from benchmarks.admin_figures.report import is_constant, most_by_route
    from benchmarks.admin_figures.size import SMALL

    settings = load_settings().model_copy(update={"metrics_token": SecretStr("of this test alone")})
    bounds = most_by_route(*await counted(settings))
    await fill(replace(SMALL, finished=6_000, waiting=300, dead=200, events=6, people=200))
    visits, many = await counted(settings)

    changing = [visit.name for visit in visits if not is_constant(many[visit.name], bounds[visit.route])]
    assert [(name, many[name].queries) for name in changing] == []
