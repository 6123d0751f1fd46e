"""Programmes prepared for matching, kept by a process for as long as they stay as they are."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from uuid import UUID

from domain.errors import NotFound
from domain.matching.recommendations import ProgrammeIndex, index_programme
from domain.programme.session_facts import read_session_facts
from domain.tables import Event

KEPT = 4


@dataclass
class ProgrammeIndexes:
    """At most four indexes, the least lately used going first: about 20 MB for a programme of 1,000 sessions."""

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
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]


async def _read_revision(event_id: UUID) -> int:
    rows = await Event.raw("SELECT programme_revision FROM event WHERE id = {}", event_id)
    if not rows:
        raise NotFound(f"There is no event {event_id}.")
    revision: int = rows[0]["programme_revision"]
    return revision
