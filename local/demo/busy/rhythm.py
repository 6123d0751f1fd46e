"""When things happened: by day more than by night, each event by its own clock, and one bad afternoon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

# How much happens in each hour of the day, from midnight on.
HOURS = (1, 1, 0, 0, 0, 1, 3, 8, 14, 17, 18, 15, 12, 14, 16, 15, 13, 11, 9, 8, 6, 5, 3, 2)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Incident:
    """A time in which half of what was tried failed."""

    began_at: datetime
    ended_at: datetime

    def holds(self, moment: datetime) -> bool:
        return self.began_at <= moment < self.ended_at


def incident_before(now: datetime) -> Incident:
    """Two days ago, for an hour and twenty minutes."""
    began_at = (now - timedelta(days=2)).replace(minute=10, second=0, microsecond=0)
    return Incident(began_at, began_at + timedelta(minutes=80))


def rush_before(now: datetime) -> tuple[datetime, datetime]:
    """The last hour and a quarter, in which more people came than usual."""
    return now - timedelta(minutes=75), now


def draw_moments(
    random: Random, since: datetime, until: datetime, per_day: float, time_zone: str
) -> Iterator[datetime]:
    """Moments in their order, about `per_day` of them a day, by the rhythm of that zone."""
    zone, hour = ZoneInfo(time_zone), since
    while hour < until:
        expected = per_day * HOURS[hour.astimezone(zone).hour] / sum(HOURS)
        count = int(expected + random.random())
        moments = sorted(hour + HOUR * random.random() for _ in range(count))
        yield from (moment for moment in moments if moment < until)
        hour += HOUR


def draw_crowd(random: Random, since: datetime, until: datetime, count: int) -> Sequence[datetime]:
    """So many moments between the two, in their order."""
    return sorted(since + (until - since) * random.random() for _ in range(count))
