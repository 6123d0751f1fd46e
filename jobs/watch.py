"""Watch over the others: every worker tells when work waits and nothing starts, and when a worker is gone."""

import structlog

from domain.work.stalled import find_silent_workers, find_stalled_queues

log = structlog.get_logger()


async def watch() -> None:
    """Look once, and raise an alert for each thing found."""
    for queue in await find_stalled_queues():
        log.error("alert", kind="stalled", queue=queue.name, due_since=queue.due_since)
    for worker in await find_silent_workers():
        log.error("alert", kind="worker gone", worker=worker.name, silent_since=worker.since)
