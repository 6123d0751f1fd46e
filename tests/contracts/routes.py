"""The app's own table of routes, each with an address that it would answer: what a walk goes through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
NOTHING = str(UUID(int=7))


@dataclass(frozen=True)
class Route:
    """One handler at one address: as the app knows it, and as the cast would ask for it."""

    name: str
    template: str
    methods: frozenset[str]
    handler: HTTPRouteHandler

    @property
    def path(self) -> str:
        """With its parameters filled in: the event of the cast, and ids of nothing."""
        path = self.template.replace("{slug:str}", "harbour")
        path = re.sub(r"{\w+:uuid}", NOTHING, path)
        return re.sub(r"/?{\w+:\w+}", "/x", path)

    @property
    def is_change(self) -> bool:
        return not self.methods & SAFE

    @property
    def is_of_machines(self) -> bool:
        return self.template.startswith("/api/")

    @property
    def is_of_admins(self) -> bool:
        return self.template == "/admin" or self.template.startswith("/admin/")

    @property
    def guards(self) -> set[object]:
        return {getattr(guard, "func", guard) for guard in self.handler.resolve_guards()}


def routes_of(site: Litestar) -> Iterator[Route]:
    """Every route with a name."""
    for route in site.routes:
        for handler in getattr(route, "route_handlers", ()):
            if isinstance(handler, HTTPRouteHandler) and handler.name:
                methods = frozenset(str(method) for method in handler.http_methods)
                yield Route(handler.name, route.path, methods, handler)


def name(route: Route) -> str:
    return route.name
