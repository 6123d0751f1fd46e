"""What all open pages of this process read together: their snapshot, their rights, and what each kind of page shows."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from functools import partial

from litestar.datastructures import State as AppState

from domain.clock import utc_now
from domain.people.admin_sessions import find_admin_levels
from web.admin.live.latest import Latest, Reading, paced
from web.admin.live.pages import LiveKind, SeenPage
from web.admin.snapshot import Snapshot, read_snapshot

EVERY_SECONDS = 2.0
# Pages that want different things take turns, so that a hundred of them cost little more than ten.
BETWEEN_PAGES_SECONDS = 0.2
MOST_KEPT = 100


class LiveReadings:
    """One for a process. `tokens` gives the sessions of all open streams, whose rights are read in one query."""

    def __init__(
        self,
        tokens: Callable[[], set[str]],
        read: Callable[[], Awaitable[Snapshot]] = lambda: read_snapshot(utc_now()),
        every_seconds: float = EVERY_SECONDS,
    ) -> None:
        self.snapshot = Latest(paced(read, every_seconds))
        self.rights = Latest(paced(lambda: find_admin_levels(tokens(), utc_now()), every_seconds))
        self._pages: dict[Hashable, Latest[SeenPage]] = {}
        self._next_turn = 0.0

    async def page_newer_than(
        self, moment: float, kind: LiveKind, wanted: Hashable, state: AppState
    ) -> Reading[SeenPage]:
        """The page as it was read after `moment`, by the loop's clock; read once for all who want it."""
        key = (kind.template, wanted)
        if key not in self._pages:
            self._forget_unwanted()
            self._pages[key] = Latest(partial(self._read_page, kind, wanted, state))
        return await self._pages[key].newer_than(moment)

    async def _read_page(self, kind: LiveKind, wanted: Hashable, state: AppState, moment: float) -> Reading[SeenPage]:
        snapshot = await self.snapshot.newer_than(moment)
        await self._turn()
        page = await kind.read(wanted, snapshot.value, state)
        return Reading(snapshot.began, SeenPage(page, page.versions))

    async def _turn(self) -> None:
        now = asyncio.get_running_loop().time()
        at = max(now, self._next_turn)
        self._next_turn = at + BETWEEN_PAGES_SECONDS
        await asyncio.sleep(at - now)

    def _forget_unwanted(self) -> None:
        if len(self._pages) >= MOST_KEPT:
            self._pages = {key: latest for key, latest in self._pages.items() if latest.waiting}
