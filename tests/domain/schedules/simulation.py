"""Four hundred days on a clock that stands still, runs away and is set back, and what should happen meanwhile."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from domain.schedules.catch_up import PUNCTUAL, CatchUp

START = datetime(2026, 2, 1, tzinfo=UTC)
DAYS = 400
ZONES = ("Europe/Oslo", "America/New_York", "Australia/Lord_Howe")
FIVE_MINUTES, HOUR = timedelta(minutes=5), timedelta(hours=1)


def clock(random: Random) -> Iterator[datetime]:
    """What workers read off the clock as they look for what is due, with outages and jumps."""
    now = START
    while now < START + timedelta(days=DAYS):
        now += timedelta(seconds=random.choice([random.uniform(10, 60), random.uniform(60, 4 * 3600)]))
        if random.random() < 0.02:
            now += random.uniform(0, 48) * HOUR
        if random.random() < 0.02:
            now += random.uniform(-2, 2) * HOUR
        yield now


@cache
def moments(zone: str) -> tuple[tuple[datetime, datetime], ...]:
    """Every fifth minute after the start, and what the local clock shows then."""
    info = ZoneInfo(zone)
    times = (START + number * FIVE_MINUTES for number in range(1, (DAYS + 5) * 24 * 12))
    return tuple([(at, at.astimezone(info)) for at in times])


def at_half_past_two(zone: str) -> list[datetime]:
    """The first moments at which the local clock shows 02:30 of its day or later."""
    found = dict[date, datetime]()
    for at, local in moments(zone):
        if (local.hour, local.minute) >= (2, 30):
            found.setdefault(local.date(), at)
    # The first day began before the start.
    return [at for at in found.values() if at > START + FIVE_MINUTES]


def twice_in_every_sixth_hour(zone: str) -> list[datetime]:
    """The moments at which the local clock shows :05 or :35 of an hour that six divides."""
    return [at for at, local in moments(zone) if local.hour % 6 == 0 and local.minute in (5, 35)]


def expected_runs(due: Sequence[datetime], looks: Sequence[datetime], catch_up: CatchUp) -> list[datetime]:
    """Which occurrences are to be run, if workers look at these times."""
    runs, known, latest = list[datetime](), 0, START
    for now in looks:
        latest = max(latest, now)
        end = known
        while end < len(due) and due[end] <= latest:
            end += 1
        runs += chosen(due[known:end], now, catch_up)
        known = end
    return runs


def chosen(found: Sequence[datetime], now: datetime, catch_up: CatchUp) -> Sequence[datetime]:
    match catch_up:
        case CatchUp.ALL:
            return found
        case CatchUp.LATEST:
            return found[-1:]
        case CatchUp.NONE:
            return [at for at in found[-1:] if now - at <= PUNCTUAL]
