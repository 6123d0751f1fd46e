"""Health: whether the process lives, and which of the parts it needs are there."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import asyncpg
import structlog
from litestar import get
from litestar.response import Response
from litestar.status_codes import HTTP_200_OK, HTTP_503_SERVICE_UNAVAILABLE
from msgspec import Struct
from redis.exceptions import RedisError

from domain.clock import utc_now
from domain.migrate import list_missing_migrations
from domain.work.workers import list_workers
from web.admin.jobs.page import QUEUES
from web.requests import AnyRequest

TIMEOUT_SECONDS = 1.0
PROBE = {"without_session": True, "without_csrf": True, "quiet": True}
AWAY = (OSError, TimeoutError, RedisError, asyncpg.PostgresError, asyncpg.InterfaceError)
T = TypeVar("T")

log = structlog.get_logger()


class Liveness(Struct, frozen=True):
    """The process answers."""

    status: str = "alive"


class Readiness(Struct, frozen=True):
    """Each part is `ok` or `missing`, or `unknown` where the database did not say; `workers` by queue.

    `status` is `ready`; `degraded`, where pages work and jobs wait; or `unavailable`.
    """

    status: str
    database: str
    migrations: str
    valkey: str
    workers: dict[str, str]


@get("/health/live", name="health.live", opt=PROBE)
async def show_liveness() -> Liveness:
    return Liveness()


@get("/health/ready", name="health.ready", opt=PROBE)
async def show_readiness(request: AnyRequest) -> Response[Readiness]:
    ping = request.app.state.redis.ping()
    missing, served, pong = await asyncio.gather(
        _answer(list_missing_migrations()), _answer(_served_queues()), _answer(ping)
    )
    readiness = judge(missing, served, valkey=pong is not None)
    is_able = readiness.status != "unavailable"
    return Response(readiness, status_code=HTTP_200_OK if is_able else HTTP_503_SERVICE_UNAVAILABLE)


def judge(missing_migrations: list[str] | None, served: set[str] | None, *, valkey: bool) -> Readiness:
    """What the parts' answers mean; None where there was none."""
    database = missing_migrations is not None
    workers = {queue: "unknown" if served is None else _word(queue in served) for queue in sorted(QUEUES)}
    migrations = "unknown" if missing_migrations is None else _word(not missing_migrations)
    can_work = valkey and set(workers.values()) == {"ok"}
    status = "unavailable" if migrations != "ok" else "ready" if can_work else "degraded"
    return Readiness(status, _word(database), migrations, _word(valkey), workers)


async def _served_queues() -> set[str]:
    return {queue for worker in await list_workers(utc_now()) if worker.is_alive for queue in worker.queues}


async def _answer(question: Awaitable[T]) -> T | None:
    asking = asyncio.ensure_future(question)
    # Not `wait_for`: it waits for the end of the cancelled query, which a server that hangs does not grant.
    await asyncio.wait([asking], timeout=TIMEOUT_SECONDS)
    if not asking.done():
        asking.cancel()
        return None
    try:
        return await asking
    except AWAY as error:
        log.warning("part_missing", reason=str(error) or type(error).__name__)
        return None


def _word(is_there: bool) -> str:
    return "ok" if is_there else "missing"
