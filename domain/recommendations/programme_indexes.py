"""Programmes prepared for matching, kept by a process for as long as they stay as they are."""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from domain.cache_lookups import Lookup, Lookups
from domain.errors import NotFound
from domain.matching.recommendations import ProgrammeIndex, index_programme, with_choices
from domain.programme.session_facts import read_session_facts
from domain.recommendations.choices import read_choosers
from domain.recommendations.people_indexes import PeopleIndexes
from domain.tables import Event

# About 300 MB. Fewer are built anew for each chunk when the events of one zone are refreshed at the same hour.
KEPT_SESSIONS = 10_000

# What others choose changes a list slowly; a person's own choices count at once, whatever the age of the index.
CHOICES_GOOD_FOR = timedelta(minutes=5)


@dataclass(frozen=True)
class Kept:
    """An index, and when the choices in it were read, in seconds of a clock that only goes forward."""

    index: ProgrammeIndex
    read_at: float


@dataclass
class ProgrammeIndexes:
    """Indexes of at most `most_sessions` together, or of one programme; the least lately used goes first.

    `people` are those of the events' speakers and participants. Stale is a lookup where the choices were read anew.
    """

    most_sessions: int = KEPT_SESSIONS
    choices_good_for: timedelta = CHOICES_GOOD_FOR
    people: PeopleIndexes = field(default_factory=PeopleIndexes)
    lookups: Lookups = field(default_factory=Lookups)
    _kept: OrderedDict[tuple[UUID, int], Kept] = field(default_factory=OrderedDict)
    _building: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def of_event(self, event_id: UUID) -> ProgrammeIndex:
        """The index of the programme as it is now; one query where it is known already.

        Raises: `NotFound`.
        """
        key = (event_id, await _read_revision(event_id))
        async with self._building:
            kept = self._kept.get(key)
            found = self._look_at(kept)
            if found is not Lookup.HIT:
                self._kept[key] = await _build(event_id, kept)
            self.lookups[found] += 1
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and self._count_sessions() > self.most_sessions:
                self._kept.popitem(last=False)
            return self._kept[key].index

    def _look_at(self, kept: Kept | None) -> Lookup:
        if kept is None:
            return Lookup.MISS
        is_good = time.monotonic() < kept.read_at + self.choices_good_for.total_seconds()
        return Lookup.HIT if is_good else Lookup.STALE

    def _count_sessions(self) -> int:
        return sum(len(kept.index.programme) for kept in self._kept.values())


async def _build(event_id: UUID, kept: Kept | None) -> Kept:
    """A new one, or the one that is kept with what has been chosen since."""
    read_at, choosers = time.monotonic(), await read_choosers(event_id)
    if kept is not None:
        return Kept(await asyncio.to_thread(with_choices, kept.index, choosers.choices, choosers.profiles), read_at)
    sessions = await read_session_facts(event_id)
    return Kept(await asyncio.to_thread(index_programme, sessions, choosers.choices, choosers.profiles), read_at)


async def _read_revision(event_id: UUID) -> int:
    rows = await Event.raw("SELECT programme_revision FROM event WHERE id = {}", event_id)
    if not rows:
        raise NotFound(f"There is no event {event_id}.")
    revision: int = rows[0]["programme_revision"]
    return revision
