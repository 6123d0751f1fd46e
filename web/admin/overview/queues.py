"""The overview's queues: how each stands now, and how it did in a period."""

from datetime import timedelta

from msgspec import Struct

from domain.work.queues import QueueDepth
from domain.work.statistics.buckets import Spread
from domain.work.statistics.throughput import QueueThroughput, Throughput
from web.admin.jobs.vitals import QueueLine, make_queue_line
from web.admin.model.money import share_words
from web.admin.overview.worries_of_queues import is_failing
from web.admin.words import clock, duration


class QueueCard(Struct, frozen=True, kw_only=True):
    """One queue. What ended, `rate` a minute, and how long half and 95 of 100 waited and ran; "" of nothing.

    `per_point` draws a line.
    """

    line: QueueLine
    paused: str
    ended: str
    rate: str
    failed: str
    is_failing: bool
    wait: tuple[str, str]
    run: tuple[str, str]
    per_point: tuple[int, ...]


def make_queue_cards(queues: tuple[QueueDepth, ...], found: Throughput) -> tuple[QueueCard, ...]:
    """All that have work, a worker, or are paused."""
    ended = {queue.name: queue for queue in found.queues}
    return tuple([_card(queue, ended.get(queue.name), found) for queue in queues])


def _card(queue: QueueDepth, own: QueueThroughput | None, found: Throughput) -> QueueCard:
    count = own.ended.succeeded + own.ended.failed if own else 0
    return QueueCard(
        line=make_queue_line(queue),
        paused=clock(queue.paused_at, found.now) if queue.paused_at else "",
        ended=f"{count:,}" if count else "",
        rate=_rate(count, found.now - found.points[0].at),
        failed=share_words(own.ended.failure_share) if own else "",
        is_failing=own is not None and is_failing(own.ended),
        wait=_words(own.ended.wait) if own else ("", ""),
        run=_words(own.ended.run) if own else ("", ""),
        per_point=own.per_point[:-1] if own else (),
    )


def _rate(count: int, span: timedelta) -> str:
    """Such as "12 a minute", "0.4 a minute"; by the hour or the day where that would be less than a tenth."""
    for unit, length in (("a minute", 60.0), ("an hour", 3600.0), ("a day", 86400.0)):
        rate = count * length / max(span.total_seconds(), 1.0)
        if rate >= 0.1:
            return f"{rate:,.0f} {unit}" if rate >= 9.95 else f"{rate:.1f} {unit}"
    return ""


def _words(spread: Spread) -> tuple[str, str]:
    if spread.p50 is None or spread.p95 is None:
        return "", ""
    return duration(spread.p50), duration(spread.p95)
