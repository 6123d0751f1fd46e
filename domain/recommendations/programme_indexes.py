"""Programmes prepared for matching, kept by a process for as long as they stay as they are."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from uuid import UUID

from domain.errors import NotFound
from domain.matching.recommendations import ProgrammeIndex, index_programme
from domain.programme.session_facts import read_session_facts
from domain.tables import Event

# About 200 MB. Fewer are built anew for each chunk when the events of one zone are refreshed at the same hour.
KEPT_SESSIONS = 10_000


@dataclass
class ProgrammeIndexes:
    """Indexes of at most 10,000 sessions together, or of one programme; the least lately used goes first."""

    _kept: OrderedDict[tuple[UUID, int], ProgrammeIndex] = field(default_factory=OrderedDict)
    _building: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def of_event(self, event_id: UUID) -> ProgrammeIndex:
        """The index of the programme as it is now; one query where it is known already.

        Raises: `NotFound`.
        """
        key = (event_id, await _read_revision(event_id))
        async with self._building:
            if key not in self._kept:
                self._kept[key] = await asyncio.to_thread(index_programme, await read_session_facts(event_id))
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and self._count_sessions() > KEPT_SESSIONS:
                self._kept.popitem(last=False)
            return self._kept[key]

    def _count_sessions(self) -> int:
        return sum(len(index.programme) for index in self._kept.values())


async def _read_revision(event_id: UUID) -> int:
    rows = await Event.raw("SELECT programme_revision FROM event WHERE id = {}", event_id)
    if not rows:
        raise NotFound(f"There is no event {event_id}.")
    revision: int = rows[0]["programme_revision"]
    return revision
