"""The pages that live: what each reads, and how its parts that changed are drawn."""

from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from litestar.datastructures import State as AppState
from msgspec import Struct

from domain.errors import InvalidInput
from web.admin.snapshot import Snapshot


class LivePage(Protocol):
    """A page that shows what changes by itself.

    `versions` has a fingerprint of each region, in a fixed order; `live_query` names the page and what is wanted of it,
    such as `page=jobs&tab=dead`; `clock` is `read_at` as it is shown. Nothing of it may depend on who looks.
    """

    @property
    def versions(self) -> dict[str, str]: ...
    @property
    def live_query(self) -> str: ...
    @property
    def read_at(self) -> datetime: ...
    @property
    def clock(self) -> str: ...


@dataclass(frozen=True)
class LiveKind:
    """One kind of page: `parse` makes of a query what is wanted, of which `read` makes the page.

    `read` is also given what the process shares, for what is not in the database.

    `template` draws `ChangedRegions`. The same query of many readers is read once for all of them.
    """

    parse: Callable[[Mapping[str, str]], Hashable]
    read: Callable[[Any, Snapshot, AppState], Awaitable[LivePage]]
    template: str


def without_filters(query: Mapping[str, str]) -> tuple[()]:
    """What is wanted of a page that shows one thing. Raises: `InvalidInput` for a filter, which would do nothing."""
    if query:
        raise InvalidInput("This page has no filters.")
    return ()


class ChangedRegions(Struct, frozen=True):
    """The regions that a reader has not seen as they are now; `seen` is what they have seen then."""

    page: Any
    regions: tuple[str, ...]
    seen: str


class SeenPage(Struct, frozen=True):
    """A page and its fingerprints, made once for all who look at it."""

    page: Any
    versions: dict[str, str]

    @property
    def seen(self) -> str:
        return ".".join(self.versions.values())

    def changed_since(self, seen: str) -> ChangedRegions | None:
        """What differs from the fingerprints in `seen`, joined by dots in the page's order; None if nothing does."""
        known = dict(zip(self.versions, seen.split("."), strict=False))
        changed = tuple([region for region, version in self.versions.items() if version != known.get(region)])
        return ChangedRegions(self.page, changed, self.seen) if changed else None
