"""What is wrong, in words, most urgent first, each with the page on which it is looked at and mended."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from domain.model.breaker import BreakerState
from domain.schedules.lateness import IdleSchedule
from domain.work.dead_lately import DeadLately
from domain.work.masking import mask_text
from domain.work.queues import QueueDepth
from domain.work.statistics import Throughput
from domain.work.workers import WorkerStatus
from web.admin.money import money
from web.admin.overview_model import ModelStanding
from web.admin.words import percentage, worker_name

# People look at a page that fills itself; whole events and imports come in bursts and may take their time.
LATE_AFTER = {"interactive": timedelta(seconds=30)}
ELSE_LATE_AFTER = timedelta(minutes=5)
# One attempt in ten fails for no good reason any more; of fewer than twenty, two would already be that.
FAILING_SHARE = 0.1
FEWEST_ENDED = 20
# There is still time to raise it.
NEAR_CAP = 0.8
# It is counted each minute; after ten that is no hiccup.
COUNTED_WITHIN = timedelta(minutes=10)
LONGEST_ERROR = 90
MOST_NAMED = 3


class Standing(Struct, frozen=True, kw_only=True):
    """All that worries are made from. `expected` queues are those that this version puts work into."""

    at: datetime
    expected: frozenset[str]
    queues: tuple[QueueDepth, ...]
    workers: tuple[WorkerStatus, ...]
    hour: Throughput
    dead: int
    dead_lately: DeadLately
    schedules: tuple[IdleSchedule, ...]
    model: ModelStanding


class Worry(Struct, frozen=True):
    """One thing that is wrong. `tone` is "bad", "warn" or ""; `route` and `query` lead to where it is mended."""

    tone: str
    words: str
    route: str
    query: str = ""


TONES = ("bad", "warn", "")


def list_worries(standing: Standing) -> tuple[Worry, ...]:
    """None if all is well."""
    found = [worry for kind in KINDS for worry in kind(standing)]
    return tuple(sorted(found, key=lambda worry: TONES.index(worry.tone)))


def _valkey(standing: Standing) -> Iterator[Worry]:
    if standing.model.breaker is None:
        yield Worry("bad", "Valkey is away: jobs are safe, and wait until it is back.", "admin.workers")


def _unserved(standing: Standing) -> Iterator[Worry]:
    waiting = {queue.name: queue for queue in standing.queues if queue.waiting + queue.dispatched}
    unserved = sorted(name for name in standing.expected | set(waiting) if not _alive(standing, name))
    for name in unserved:
        if queue := waiting.get(name):
            since = f", the oldest for {about(queue.oldest)}" if queue.oldest else ""
            words = f"{name}: no worker, and {_jobs(queue.waiting + queue.dispatched)} waiting{since}."
            yield Worry("bad", words, "admin.workers")
    if idle := [name for name in unserved if name not in waiting]:
        yield Worry("bad", f"No worker for {_names(idle)}: what comes waits until one starts.", "admin.workers")


def _late(standing: Standing) -> Iterator[Worry]:
    for queue in standing.queues:
        if _is_late(queue) and _alive(standing, queue.name) and queue.oldest:
            gone = _gone_of(standing, queue.name)
            tone = "bad" if queue.name in LATE_AFTER or gone else "warn"
            words = f"{queue.name}: the oldest job waits {about(queue.oldest)}{', ' + gone if gone else ''}."
            route, query = ("admin.workers", "") if gone else ("admin.jobs", f"tab=waiting&queue={queue.name}")
            yield Worry(tone, words, route, query)


def _gone(standing: Standing) -> Iterator[Worry]:
    """But for those of which a late queue tells."""
    told = {queue.name for queue in standing.queues if _is_late(queue)}
    gone = [worker for worker in standing.workers if not worker.is_alive]
    if untold := [worker for worker in gone if not told & set(worker.queues)]:
        names = _names([worker_name(worker.host, worker.pid) for worker in untold])
        heard = about(min(worker.silent_for for worker in untold))
        count = f"{len(untold)} of {len(standing.workers)} workers {'is' if len(untold) == 1 else 'are'} gone"
        yield Worry("warn", f"{count}: {names}, silent for {heard}. Others take over their jobs.", "admin.workers")


def _schedules(standing: Standing) -> Iterator[Worry]:
    late = [schedule for schedule in standing.schedules if schedule.paused_at is None and schedule.next_at]
    for schedule in late[:MOST_NAMED]:
        words = f"{_called(schedule)} was due at {_clock(schedule.next_at, standing.at)} and did not start."
        yield Worry("bad", words, "admin.schedules")
    if len(late) > MOST_NAMED:
        yield Worry("bad", f"{len(late) - MOST_NAMED} more schedules missed their time.", "admin.schedules")


def _breaker(standing: Standing) -> Iterator[Worry]:
    breaker = standing.model.breaker
    if breaker is None or breaker.state is BreakerState.CLOSED or not standing.model.is_set:
        return
    since = f" since {_clock(breaker.since, standing.at)}" if breaker.since else ""
    is_held = breaker.needs_reset
    until = " until somebody closes it" if is_held else ""
    state = "half open" if breaker.state is BreakerState.HALF_OPEN else "open"
    words = f"The model’s breaker is {state}{since}: the algorithm answers{until}."
    yield Worry("bad" if is_held else "warn", words, "admin.model")


def _failing(standing: Standing) -> Iterator[Worry]:
    for queue in standing.hour.queues:
        ended = queue.ended.succeeded + queue.ended.failed
        if ended >= FEWEST_ENDED and queue.ended.failed >= FAILING_SHARE * ended:
            share = percentage(queue.ended.failed, ended)
            words = f"{queue.name}: {share} of {ended:,} attempts failed in the last hour."
            yield Worry("warn", words, "admin.dead_letters")


def _dead(standing: Standing) -> Iterator[Worry]:
    lately = standing.dead_lately
    if not standing.dead:
        return
    count = f"{standing.dead:,} dead letter{'' if standing.dead == 1 else 's'}"
    recent = f", {lately.recent:,} in the last hour" if lately.recent else ", none in the last hour"
    yield Worry("bad" if lately.recent else "warn", f"{count}{recent}{_most(lately)}", "admin.dead_letters")


def _most(lately: DeadLately) -> str:
    if not lately.sample or lately.looked_at == 0:
        return "."
    error = " ".join(mask_text(lately.sample).split())
    error = error if len(error) <= LONGEST_ERROR else f"{error[:LONGEST_ERROR].rstrip()}…"
    if lately.looked_at == 1:
        return f": {error}"
    return f", {'most' if 2 * lately.alike > lately.looked_at else 'many'} of them: {error}"


def _uncounted(standing: Standing) -> Iterator[Worry]:
    until = standing.hour.counted_until
    if until and standing.at - until > COUNTED_WITHIN:
        words = f"What ended is not counted since {_clock(until, standing.at)}: figures of the past are too low."
        yield Worry("warn", words, "admin.schedules")


def _paused(standing: Standing) -> Iterator[Worry]:
    for queue in standing.queues:
        if queue.paused_at:
            count = queue.waiting + queue.dispatched
            waits = f": {_jobs(count)} waiting" if count else ""
            words = f"{queue.name} is paused since {_clock(queue.paused_at, standing.at)}{waits}."
            yield Worry("warn", words, "admin.overview", "#queues")


def _money(standing: Standing) -> Iterator[Worry]:
    model = standing.model
    if not model.is_set or model.spent < NEAR_CAP * model.cap:
        return
    if model.spent >= model.cap:
        words = f"Today’s cap of {money(model.cap)} for the model is reached: the algorithm answers until midnight UTC."
    else:
        words = f"The model has cost {money(model.spent)} of today’s {money(model.cap)}; then the algorithm answers."
    yield Worry("warn", words, "admin.model")


def _paused_schedules(standing: Standing) -> Iterator[Worry]:
    if paused := [schedule for schedule in standing.schedules if schedule.paused_at]:
        verb = "is" if len(paused) == 1 else "are"
        yield Worry("", f"{_names([_called(schedule) for schedule in paused])} {verb} paused.", "admin.schedules")


KINDS = (
    _valkey,
    _unserved,
    _late,
    _gone,
    _schedules,
    _breaker,
    _failing,
    _dead,
    _uncounted,
    _paused,
    _money,
    _paused_schedules,
)


def about(span: timedelta) -> str:
    """So exact as a worry has to be, so that it does not change each second: "40 s", "14 min", "3 h", "2 days"."""
    seconds = max(0.0, span.total_seconds())
    for unit, length, upto in (("min", 60, 120 * 60), ("h", 3600, 48 * 3600)):
        if seconds < 60:
            return f"{max(10, seconds // 10 * 10):.0f} s"
        if seconds < upto:
            return f"{seconds // length:.0f} {unit}"
    return f"{seconds // 86400:.0f} days"


def _is_late(queue: QueueDepth) -> bool:
    bearable = LATE_AFTER.get(queue.name, ELSE_LATE_AFTER)
    return queue.paused_at is None and queue.oldest is not None and queue.oldest >= bearable


def _alive(standing: Standing, queue: str) -> bool:
    return any(worker.is_alive and queue in worker.queues for worker in standing.workers)


def _gone_of(standing: Standing, queue: str) -> str:
    own = [worker for worker in standing.workers if queue in worker.queues]
    gone = sum(not worker.is_alive for worker in own)
    return f"{gone} of {len(own)} workers {'is' if gone == 1 else 'are'} gone" if gone else ""


def _called(schedule: IdleSchedule) -> str:
    return f"{schedule.name} of {schedule.event}" if schedule.event else schedule.name


def _names(names: list[str]) -> str:
    shown, more = names[:MOST_NAMED], len(names) - MOST_NAMED
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _jobs(count: int) -> str:
    return f"{count:,} job{'' if count == 1 else 's'}"


def _clock(moment: datetime | None, now: datetime) -> str:
    """The minute in UTC, with its date if that is not today's."""
    there = (moment or now).astimezone(UTC)
    is_today = there.date() == now.astimezone(UTC).date()
    return f"{there:%H:%M} UTC" if is_today else f"{there.day} {there:%b %H:%M} UTC"
