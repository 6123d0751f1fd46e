"""Cron expressions in a time zone, also on the days on which its clocks change. Pure.

There are two kinds, as in Debian's cron. One whose minute or hour begins with a star *repeats*: it follows the time
that passes, so an hour that comes twice has it twice, and one that is skipped not at all. Any other names *times of the
day*: each happens once on its day, one that is skipped at the first moment after the gap, and one that comes twice the
first time. Source: cron(8) of Debian, "Local time changes".
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from domain.errors import InvalidInput

FIELDS = 5
# No clock has been set further than this at once since 1969.
LONGEST_CHANGE = timedelta(hours=3)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Occurrence:
    """One time at which something is due.

    `at` is in UTC; `wall` is what the local clock was to show, without a zone. `local_time` names the occurrence within
    its schedule: the wall time, and with it the offset where the same wall time can come twice.
    """

    at: datetime
    wall: datetime
    local_time: str


def check_cron(expression: str) -> None:
    """Raises: `InvalidInput` if the expression is not one of five fields that some day fulfils."""
    try:
        walls = CronSim(expression, datetime(2000, 1, 1))  # noqa: DTZ001  # a wall clock has no zone
        is_known = len(expression.split()) == FIELDS and next(walls, None) is not None
    except CronSimError as error:
        raise InvalidInput(f"“{expression}” is no cron expression: {error}.") from None
    if not is_known:
        raise InvalidInput(f"“{expression}” is no cron expression of {FIELDS} fields that some day fulfils.")


def occurrences(expression: str, zone: ZoneInfo, after: datetime) -> Iterator[Occurrence]:
    """All occurrences later than `after` (aware), in their order; without end."""
    # Earlier by the longest change, for what the clock shows for the second time.
    walls = CronSim(expression, after.astimezone(zone).replace(tzinfo=None) - LONGEST_CHANGE)
    found = _as_time_passes(walls, zone) if _repeats(expression) else _once_each(walls, zone)
    last = after
    for occurrence in found:
        if occurrence.at > last:
            last = occurrence.at
            yield occurrence


def _repeats(expression: str) -> bool:
    minute, hour = expression.split()[:2]
    return minute.startswith("*") or hour.startswith("*")


def _once_each(walls: Iterable[datetime], zone: ZoneInfo) -> Iterator[Occurrence]:
    for wall in walls:
        shown = wall
        while not _is_shown(shown, zone):
            shown += MINUTE
        yield Occurrence(_instant(shown, zone), wall, wall.isoformat(" ", "minutes"))


def _as_time_passes(walls: Iterable[datetime], zone: ZoneInfo) -> Iterator[Occurrence]:
    second_times: deque[Occurrence] = deque()
    for wall in walls:
        if not _is_shown(wall, zone):
            continue
        first, second = _at_offset(wall, zone, fold=0), _at_offset(wall, zone, fold=1)
        while second_times and second_times[0].at < first.at:
            yield second_times.popleft()
        yield first
        if second.at != first.at:
            second_times.append(second)


def _at_offset(wall: datetime, zone: ZoneInfo, fold: int) -> Occurrence:
    local = wall.replace(tzinfo=zone, fold=fold)
    return Occurrence(local.astimezone(UTC), wall, local.isoformat(" ", "minutes"))


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _is_shown(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock ever shows this time: not while it is set forward over it."""
    return _instant(wall, zone).astimezone(zone).replace(tzinfo=None) == wall
