"""Worries about queues and workers."""

from collections.abc import Iterator
from datetime import timedelta

from domain.work.queues import QueueDepth
from domain.work.statistics.throughput import Ended, QueueThroughput
from web.admin.overview.standing import Standing, Worry
from web.admin.overview.worry_words import about, at_clock, jobs, listed
from web.admin.words import percentage, worker_name

# People look at a page that fills itself; whole events and imports come in bursts and may take their time.
LATE_AFTER = {"interactive": timedelta(seconds=30)}
ELSE_LATE_AFTER = timedelta(minutes=5)
# One attempt in ten fails for no good reason any more; of fewer than twenty, two would already be that.
FAILING_SHARE = 0.1
FEWEST_ENDED = 20
# So often in an hour is no accident.
OFTEN = 3


def unserved_queues(standing: Standing) -> Iterator[Worry]:
    waiting = {queue.name: queue for queue in standing.queues if queue.waiting + queue.dispatched}
    unserved = sorted(name for name in standing.expected | set(waiting) if not _alive(standing, name))
    for name in unserved:
        if queue := waiting.get(name):
            since = f", the oldest for {about(queue.oldest)}" if queue.oldest else ""
            words = f"{name}: no worker, and {jobs(queue.waiting + queue.dispatched)} waiting{since}."
            yield Worry("bad", words, "admin.workers")
    if idle := [name for name in unserved if name not in waiting]:
        yield Worry("bad", f"No worker for {listed(idle)}: what comes waits until one starts.", "admin.workers")


def late_queues(standing: Standing) -> Iterator[Worry]:
    for queue in standing.queues:
        if _is_late(queue) and _alive(standing, queue.name) and queue.oldest:
            gone = _gone_of(standing, queue.name)
            tone = "bad" if queue.name in LATE_AFTER or gone else "warn"
            words = f"{queue.name}: the oldest job waits {about(queue.oldest)}{', ' + gone if gone else ''}."
            route, query = ("admin.workers", "") if gone else ("admin.jobs", f"tab=waiting&queue={queue.name}")
            yield Worry(tone, words, route, query)


def gone_workers(standing: Standing) -> Iterator[Worry]:
    """But for those of which a late queue tells."""
    told = {queue.name for queue in standing.queues if _is_late(queue)}
    gone = [worker for worker in standing.workers if not worker.is_alive]
    if untold := [worker for worker in gone if not told & set(worker.queues)]:
        names = listed([worker_name(worker.host, worker.pid) for worker in untold])
        heard = about(min(worker.silent_for for worker in untold))
        count = f"{len(untold)} of {len(standing.workers)} workers {'is' if len(untold) == 1 else 'are'} gone"
        yield Worry("warn", f"{count}: {names}, silent for {heard}. Others take over their jobs.", "admin.workers")


def replaced_workers(standing: Standing) -> Iterator[Worry]:
    """One death may be an accident of the machine, and is told of; who dies again and again mends nothing."""
    for each in standing.replaced:
        died = "a worker died and was replaced" if each.deaths == 1 else f"workers died {each.deaths} times"
        words = f"{listed(list(each.queues))}: {died} in the last hour, the last {at_clock(each.last_at, standing.at)}."
        yield Worry("warn" if each.deaths < OFTEN else "bad", words, "admin.workers")


def failing_queues(standing: Standing) -> Iterator[Worry]:
    """All in one line: most often they fail for one cause."""
    if failing := [_failing(queue) for queue in standing.hour.queues if is_failing(queue.ended)]:
        words = f"{'; '.join(failing)} failed in the last hour."
        yield Worry("warn", words, "admin.dead_letters")


def _failing(queue: QueueThroughput) -> str:
    ended = queue.ended.succeeded + queue.ended.failed
    return f"{queue.name}: {percentage(queue.ended.failed, ended)} of {ended:,} attempts"


def is_failing(ended: Ended) -> bool:
    """Whether so many failed, of enough, that somebody should look."""
    count = ended.succeeded + ended.failed
    return count >= FEWEST_ENDED and ended.failed >= FAILING_SHARE * count


def paused_queues(standing: Standing) -> Iterator[Worry]:
    for queue in standing.queues:
        if queue.paused_at:
            count = queue.waiting + queue.dispatched
            waits = f": {jobs(count)} waiting" if count else ""
            words = f"{queue.name} is paused since {at_clock(queue.paused_at, standing.at)}{waits}."
            yield Worry("warn", words, "admin.overview", "#queues")


def _is_late(queue: QueueDepth) -> bool:
    bearable = LATE_AFTER.get(queue.name, ELSE_LATE_AFTER)
    return queue.paused_at is None and queue.oldest is not None and queue.oldest >= bearable


def _alive(standing: Standing, queue: str) -> bool:
    return any(worker.is_alive and queue in worker.queues for worker in standing.workers)


def _gone_of(standing: Standing, queue: str) -> str:
    own = [worker for worker in standing.workers if queue in worker.queues]
    gone = sum(not worker.is_alive for worker in own)
    return f"{gone} of {len(own)} workers {'is' if gone == 1 else 'are'} gone" if gone else ""
