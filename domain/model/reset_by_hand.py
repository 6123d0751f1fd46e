"""Closing the breaker by hand: written down first, for Redis takes part in no transaction."""

from redis.asyncio import Redis

from domain.audit.entries import Action, Actor, Change, Target, TargetKind, record, state_reason
from domain.model.breaker import BreakerState
from domain.model.opening import read_breaker, reset_breaker
from domain.settings import Settings
from domain.work.transaction import transaction


async def reset_by_hand(actor: Actor, settings: Settings, redis: Redis, reason: str) -> None:
    """Close it. If the entry cannot be written it stays as it is; if Redis is away there is no entry.

    Raises: `InvalidInput` without a reason.
    """
    stated = state_reason(reason, required=True)
    async with transaction():
        view = await read_breaker(settings, redis)
        before = {"state": view.state, "failures": view.failures, "reason": view.reason}
        change = Change(before=before, after={"state": BreakerState.CLOSED})
        await record(actor, Action.RESET_BREAKER, Target(TargetKind.BREAKER, settings.model), change, stated)
        await reset_breaker(settings, redis)
