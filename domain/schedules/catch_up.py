"""What to do with the occurrences that are due: run them, or count them as missed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.schedules.cron import Occurrence, occurrences

# Up to this late an occurrence is punctual; later, it was missed, and is caught up or not.
PUNCTUAL = timedelta(minutes=1)
# How many occurrences are looked at in one go. After a longer absence the rest follows at once, in further goes.
MOST_AT_ONCE = 200


class CatchUp(StrEnum):
    """What happens to occurrences that were missed while nothing ran."""

    NONE = "none"
    LATEST = "latest"
    ALL = "all"


@dataclass(frozen=True)
class Plan:
    """What to run and what was missed; `next_at` is the first occurrence not looked at, None if there is none."""

    run: tuple[Occurrence, ...]
    missed: tuple[Occurrence, ...]
    next_at: datetime | None


def next_after(expression: str, zone: ZoneInfo, after: datetime) -> datetime | None:
    """The first occurrence later than `after`; None if there is none."""
    first = next(occurrences(expression, zone, after), None)
    return first.at if first else None


def plan(expression: str, zone: ZoneInfo, catch_up: CatchUp, next_at: datetime, now: datetime) -> Plan:
    """Decide on the occurrences from `next_at` to `now`, both included; at most `MOST_AT_ONCE`.

    Each occurrence is in one plan only if the next call gets this one's `next_at`. `next_at` may still be due then.
    """
    due: list[Occurrence] = []
    following = None
    for following in occurrences(expression, zone, next_at - timedelta(seconds=1)):
        if following.at > now or len(due) == MOST_AT_ONCE:
            break
        due.append(following)
    else:
        following = None
    is_newest_known = following is None or following.at > now
    run = _to_run(due, catch_up, now) if is_newest_known or catch_up is CatchUp.ALL else []
    return Plan(tuple(run), tuple(due[: len(due) - len(run)]), following.at if following else None)


def _to_run(due: Sequence[Occurrence], catch_up: CatchUp, now: datetime) -> Sequence[Occurrence]:
    """Some of the newest of them."""
    if catch_up is CatchUp.ALL:
        return due
    if catch_up is CatchUp.LATEST:
        return due[-1:]
    return [occurrence for occurrence in due[-1:] if now - occurrence.at <= PUNCTUAL]
