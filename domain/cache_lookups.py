"""How often what is kept was asked for, and found: counted by each process, and by all workers together in Valkey."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from redis.asyncio import Redis

# A hash of counters by tier and end, such as "programmes:hit"; Valkey forgets them when it is emptied.
KEY = "hallway:cache-lookups"


class Lookup(StrEnum):
    """How a lookup ended: found as it is, found but old in a part that was renewed, or made anew."""

    HIT = "hit"
    STALE = "stale"
    MISS = "miss"


Lookups = Counter[Lookup]


@dataclass
class SharedLookups:
    """What one worker has told of its tiers so far; the rest goes to Valkey by `tell`."""

    redis: Redis
    tiers: Mapping[str, Lookups]
    _told: Counter[str] = field(default_factory=Counter)

    async def tell(self) -> None:
        """Add what was counted since the last time. What does not arrive goes with the next.

        Raises: `RedisError` or `OSError` when Valkey is away.
        """
        tiers = self.tiers.items()
        counted = Counter({f"{tier}:{end}": number for tier, ends in tiers for end, number in ends.items()})
        if not (new := counted - self._told):
            return
        async with self.redis.pipeline(transaction=True) as pipe:
            for name, number in new.items():
                pipe.hincrby(KEY, name, number)
            await pipe.execute()
        self._told = counted


async def read_shared_lookups(redis: Redis) -> dict[tuple[str, str], int]:
    """Of all workers, by tier and end.

    Raises: `RedisError` or `OSError` when Valkey is away.
    """
    # redis-py types its asynchronous commands as if they might be synchronous.
    found: dict[bytes, bytes] = await redis.hgetall(KEY)  # type: ignore[misc]
    split = [(name.decode().partition(":"), int(number)) for name, number in found.items()]
    return {(tier, end): number for (tier, _, end), number in split}
