"""The ledger's and the model's figures as metrics."""

from collections.abc import Iterator

from domain.model.breaker import BreakerState
from domain.model.prices import MILLION
from domain.work.queues import QueueDepth
from domain.work.statistics.buckets import BOUNDS
from web import metrics_list as metric
from web.admin.snapshot import Snapshot
from web.metrics_readings import Figures, Totals
from web.metrics_text import Durations, Sample, write


def write_figures(figures: Figures) -> Iterator[str]:
    """All of them."""
    yield from _write_snapshot(figures.snapshot)
    yield from _write_attempts(figures.totals)
    yield from _write_model(figures.totals)
    lookups = sorted(figures.totals.worker_lookups.items())
    yield write(metric.WORKER_CACHES, (Sample(number, labels) for labels, number in lookups))


def _write_snapshot(snapshot: Snapshot) -> Iterator[str]:
    queues, workers = snapshot.queues, snapshot.workers
    alive = [worker for worker in workers if worker.is_alive]
    yield write(metric.JOBS, (Sample(count, (state.value,)) for state, count in snapshot.counts.by_state.items()))
    yield write(metric.QUEUE_JOBS, (sample for queue in queues for sample in _depth(queue)))
    yield write(
        metric.QUEUE_OLDEST,
        (Sample(queue.oldest.total_seconds() if queue.oldest else 0, (queue.name,)) for queue in queues),
    )
    yield write(metric.QUEUE_PAUSED, (Sample(queue.paused_at is not None, (queue.name,)) for queue in queues))
    yield write(
        metric.QUEUE_WORKERS,
        (Sample(sum(queue.name in worker.queues for worker in alive), (queue.name,)) for queue in queues),
    )
    counts = (("alive", len(alive)), ("silent", len(workers) - len(alive)))
    yield write(metric.WORKERS, (Sample(count, (state,)) for state, count in counts))


def _depth(queue: QueueDepth) -> Iterator[Sample]:
    yield Sample(queue.waiting, (queue.name, "due"))
    yield Sample(queue.later, (queue.name, "later"))
    yield Sample(queue.dispatched, (queue.name, "dispatched"))
    yield Sample(queue.running, (queue.name, "running"))


def _write_attempts(totals: Totals) -> Iterator[str]:
    kinds = totals.attempts
    ages = ((source, (totals.at - until).total_seconds()) for source, until in sorted(totals.until.items()))
    yield write(metric.STATISTICS_AGE, (Sample(age, (source,)) for source, age in ages))
    yield write(
        metric.ATTEMPTS,
        (
            Sample(count, (kind.queue, kind.name, outcome))
            for kind in kinds
            for outcome, count in kind.by_outcome.items()
        ),
    )
    yield write(
        metric.WAITS, (Durations(BOUNDS, kind.wait, kind.wait_seconds, (kind.queue, kind.name)) for kind in kinds)
    )
    yield write(metric.RUNS, (Durations(BOUNDS, kind.run, kind.run_seconds, (kind.queue, kind.name)) for kind in kinds))


def _write_model(totals: Totals) -> Iterator[str]:
    calls = totals.calls
    yield write(metric.MODEL_CALLS, (Sample(call.calls, (call.purpose, call.outcome)) for call in calls))
    purposes = sorted({call.purpose for call in calls})
    kinds = ("input", "cache_write", "cache_read", "output")
    yield write(
        metric.MODEL_TOKENS,
        (
            Sample(sum(getattr(call, f"{kind}_tokens") for call in calls if call.purpose == purpose), (purpose, kind))
            for purpose in purposes
            for kind in kinds
        ),
    )
    yield write(
        metric.MODEL_DOLLARS,
        (
            Sample(sum(call.cost_microdollars for call in calls if call.purpose == purpose) / MILLION, (purpose,))
            for purpose in purposes
        ),
    )
    yield write(metric.MODEL_DAY_DOLLARS, [Sample(totals.day_microdollars / MILLION)])
    cap = totals.day_cap_microdollars
    yield write(metric.MODEL_DAY_CAP, [] if cap is None else [Sample(cap / MILLION)])
    breaker = totals.breaker
    yield write(
        metric.MODEL_BREAKER,
        [Sample(breaker.state == state, (state.value,)) for state in BreakerState] if breaker else [],
    )
