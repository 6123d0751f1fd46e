"""The model of a process: what it is, what it costs, and its connections."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from redis.asyncio import Redis

from domain.model.breaker import Breaker, BreakerView
from domain.model.client import Client
from domain.model.fence import FenceKey, fence_key
from domain.model.prices import MILLION, ModelPrice
from domain.model.spending import Caps
from domain.settings import Settings
from domain.work.rate_limit import RateLimit, RateLimits


@dataclass(frozen=True)
class Model:
    """Made once for a process by `open_model`, and closed with it."""

    name: str
    price: ModelPrice
    caps: Caps
    client: Client
    breaker: Breaker
    limits: RateLimits
    bucket: RateLimit
    event_bucket: tuple[float, int]
    fence: FenceKey
    is_simulated: bool = False
    # what was not waited for: records and reports of calls whose answer is already given
    settling: set[asyncio.Task[None]] = field(default_factory=set)

    def bucket_of(self, event_id: UUID) -> RateLimit:
        """The bucket of calls for one event, from which is taken besides the model's own."""
        return RateLimit(f"model:event:{event_id}", *self.event_bucket)

    async def warm_up(self) -> None:
        """Import the SDK before anybody waits for it."""
        await self.client.sdk()

    async def close(self) -> None:
        """Finish what is being written down, and close the connections."""
        if self.settling:
            await asyncio.wait(self.settling, timeout=2)
        await self.client.close()


def open_model(settings: Settings, redis: Redis, clock: Callable[[], float] | None = None) -> Model | None:
    """The model of these settings; None without a key, and then the algorithm answers everything.

    Connects to nothing yet. `clock` replaces Redis's own for breaker and buckets, in tests.
    """
    if settings.anthropic_api_key is None:
        return None
    base_url = str(settings.anthropic_base_url).rstrip("/") if settings.anthropic_base_url else None
    return Model(
        name=settings.model,
        price=settings.model_prices[settings.model],
        caps=Caps(_microdollars(settings.model_cap_per_event), _microdollars(settings.model_cap_per_day)),
        client=Client(settings.anthropic_api_key, base_url),
        breaker=model_breaker(settings, redis, clock),
        limits=RateLimits(redis, clock),
        bucket=RateLimit(f"model:{settings.model}", settings.model_requests_per_second, settings.model_requests_burst),
        event_bucket=(settings.model_event_requests_per_second, settings.model_event_requests_burst),
        fence=fence_key(settings.secret_key.get_secret_value()),
        is_simulated=settings.model_simulated,
    )


def model_breaker(settings: Settings, redis: Redis, clock: Callable[[], float] | None = None) -> Breaker:
    """The breaker of the settings' model, for pages that show and reset it also where no key is."""
    return Breaker(redis, f"model:{settings.model}", clock)


async def read_breaker(settings: Settings, redis: Redis) -> BreakerView:
    """How the breaker stands: state, since when, until when, failures, reason."""
    return await model_breaker(settings, redis).read()


async def reset_breaker(settings: Settings, redis: Redis) -> None:
    """Close it by hand, such as when the spending limit was raised."""
    await model_breaker(settings, redis).reset()


def _microdollars(dollars: float) -> int:
    return round(dollars * MILLION)
