"""Tickets: one-shot arq jobs, `job id:dispatch number`, each in its worker's own queue."""

import json
from collections.abc import Sequence

from arq import ArqRedis
from arq.constants import job_key_prefix
from arq.jobs import serialize_job
from arq.utils import timestamp_ms

from domain.work.transitions import Ticket

RUN_TICKET = "run_ticket"
# Far longer than a dispatched job may wait; a ticket left behind by a dead worker goes by itself.
EXPIRES_MS = 3_600_000


def encode(value: object) -> bytes:
    """JSON, not pickle: what is in Redis can run nothing."""
    return json.dumps(value, default=str).encode()


async def put(redis: ArqRedis, tickets: Sequence[Ticket]) -> None:
    """Put them into the pool's own queue, all in one round trip; arq's `enqueue_job` takes three for each.

    Raises: `RedisError`, `OSError`; then none of them is in the queue.
    """
    if not tickets:
        return
    now = timestamp_ms()
    async with redis.pipeline(transaction=True) as pipe:
        for ticket in tickets:
            ticket_id = f"{ticket.job_id}:{ticket.dispatch_no}"
            arguments = (str(ticket.job_id), ticket.dispatch_no)
            pipe.psetex(
                job_key_prefix + ticket_id,
                EXPIRES_MS,
                serialize_job(RUN_TICKET, arguments, {}, None, now, serializer=encode),
            )
            pipe.zadd(redis.default_queue_name, {ticket_id: now})
        await pipe.execute()
