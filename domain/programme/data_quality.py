"""How much of a programme is known, and by whom: what matching can work with, and what is worth mending."""

from typing import Literal, get_args
from uuid import UUID

from msgspec import Struct

from domain.programme.effective import FIELDS, source
from domain.programme.session_layers import Source
from domain.programme.session_list import HAS_SPEAKERS
from domain.tables import Session

Aspect = Literal["tags", "difficulty", "outcomes", "target_audience", "abstract", "speakers"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)

_COUNT = f"""
SELECT aspect, source, count(*) AS sessions FROM (
  SELECT {", ".join(f"{source(field)} AS {field}" for field in FIELDS)},
    CASE WHEN description = '' THEN 'missing' ELSE 'given' END AS abstract,
    CASE WHEN {HAS_SPEAKERS} THEN 'given' ELSE 'missing' END AS speakers
  FROM session WHERE event_id = {{}} AND status = 'scheduled') programme,
  jsonb_each_text(to_jsonb(programme)) AS said (aspect, source)
GROUP BY aspect, source
"""  # noqa: S608  # constants of the code


class AspectQuality(Struct, frozen=True):
    """Of how many sessions one thing is known, by who says it."""

    aspect: Aspect
    sessions: dict[Source, int]

    def of(self, *sources: Source) -> int:
        return sum(self.sessions.get(each, 0) for each in sources)


class DataQuality(Struct, frozen=True):
    """A programme of `sessions` sessions, by aspect in the order of `ASPECTS`."""

    sessions: int
    aspects: tuple[AspectQuality, ...]

    @property
    def score(self) -> int:
        """Of 100: the share of everything that is known, whoever says it; 0 for an empty programme."""
        known = sum(self.sessions - aspect.of("missing") for aspect in self.aspects)
        return round(100 * known / (self.sessions * len(ASPECTS))) if self.sessions else 0


async def measure_quality(event_id: UUID) -> DataQuality:
    """Of the sessions that take place, in one query."""
    rows = await Session.raw(_COUNT, event_id)
    counts: dict[Aspect, dict[Source, int]] = {aspect: {} for aspect in ASPECTS}
    for row in rows:
        counts[row["aspect"]][row["source"]] = row["sessions"]
    return DataQuality(
        sessions=sum(counts["abstract"].values()),
        aspects=tuple([AspectQuality(aspect, counts[aspect]) for aspect in ASPECTS]),
    )
