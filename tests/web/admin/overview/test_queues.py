"""The overview's queues, with how they did."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.work.queues import QueueDepth
from domain.work.statistics.buckets import Spread
from domain.work.statistics.throughput import Ended, Period, QueueThroughput, Throughput, ThroughputPoint
from web.admin.overview.queues import make_queue_cards

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
NO_SPREAD = Spread(0, None, None)


def throughput(period: Period, *queues: QueueThroughput) -> Throughput:
    nothing = Ended(0, 0, 0, NO_SPREAD, NO_SPREAD)
    points = tuple([ThroughputPoint(at, nothing) for at in period.points(NOW)])
    return Throughput(period, NOW, points, queues, nothing, None, is_bounded=False)


@pytest.mark.parametrize(
    ("period", "succeeded", "rate"),
    [
        (Period.HOUR, 590, "10 a minute"),
        (Period.HOUR, 59, "1.0 a minute"),
        (Period.HOUR, 2, "2.0 an hour"),
        (Period.WEEK, 7, "1.0 a day"),
    ],
)
def test_a_rate_is_by_what_gives_a_number_one_can_read(period: Period, succeeded: int, rate: str) -> None:
    ended = Ended(succeeded, 0, 0, NO_SPREAD, NO_SPREAD)
    [card] = make_queue_cards(
        (QueueDepth("bulk", 0, 0, 0, 0, None, None),), throughput(period, QueueThroughput("bulk", ended, (1, 2, 3)))
    )
    assert (card.ended, card.rate, card.per_point) == (f"{succeeded:,}", rate, (1, 2))


def test_a_queue_of_which_nothing_ended_has_no_figures() -> None:
    since = NOW - timedelta(minutes=5)
    [card] = make_queue_cards((QueueDepth("bulk", 3, 0, 0, 0, None, since),), throughput(Period.HOUR))
    assert (card.line.depth, card.ended, card.rate, card.failed, card.wait, card.run) == (
        "3",
        "",
        "",
        "",
        ("", ""),
        ("", ""),
    )
    assert (card.paused, card.per_point, card.is_failing) == ("08:55:00", (), False)
