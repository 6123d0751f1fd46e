"""Notice an emptied Redis, and dispatch anew what was on its way through it."""

import structlog
from arq import ArqRedis

from domain.work.transitions import undispatch_all

log = structlog.get_logger()

SENTINEL = "hallway:sentinel"


async def heal_emptied_redis(redis: ArqRedis) -> bool:
    """If the sentinel is gone, so are the tickets: whoever sets it anew makes all dispatched jobs due again."""
    if not await redis.set(SENTINEL, b"here", nx=True):
        return False
    healed = await undispatch_all()
    # On the first start ever there was nothing to lose.
    if healed:
        log.warning("redis_was_empty", dispatched_anew=healed)
    return True
