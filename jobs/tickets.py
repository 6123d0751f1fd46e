"""Tickets: one-shot arq jobs in their worker's own queue, each for one job, or for a group of short ones."""

import json
from collections.abc import Collection, Iterator, Sequence

from arq import ArqRedis
from arq.constants import job_key_prefix
from arq.jobs import serialize_job
from arq.utils import timestamp_ms

from domain.work.transitions import Ticket

RUN_TICKETS = "run_tickets"
GROUP = 20
# Far longer than a dispatched job may wait; what a dead worker leaves behind goes by itself.
EXPIRES_MS = 3_600_000


def encode(value: object) -> bytes:
    """JSON, not pickle: what is in Redis can run nothing."""
    return json.dumps(value, default=str).encode()


async def put(redis: ArqRedis, tickets: Sequence[Ticket], short: Collection[str]) -> None:
    """Put them into the pool's own queue, all in one round trip; arq's `enqueue_job` takes three for each.

    Jobs whose name is among the `short` ones share a ticket.

    Raises: `RedisError`, `OSError`; then none is in the queue.
    """
    if not tickets:
        return
    now = timestamp_ms()
    async with redis.pipeline(transaction=True) as pipe:
        for group in _group(tickets, short):
            ticket_id = f"{group[0].job_id}:{group[0].dispatch_no}"
            arguments = tuple((str(ticket.job_id), ticket.dispatch_no) for ticket in group)
            content = serialize_job(RUN_TICKETS, arguments, {}, None, now, serializer=encode)
            pipe.psetex(job_key_prefix + ticket_id, EXPIRES_MS, content)
            pipe.zadd(redis.default_queue_name, {ticket_id: now})
        pipe.pexpire(redis.default_queue_name, EXPIRES_MS)
        await pipe.execute()


def _group(tickets: Sequence[Ticket], short: Collection[str]) -> Iterator[Sequence[Ticket]]:
    shorts = [ticket for ticket in tickets if ticket.name in short]
    yield from ([ticket] for ticket in tickets if ticket.name not in short)
    yield from (shorts[start : start + GROUP] for start in range(0, len(shorts), GROUP))
