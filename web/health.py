"""Health: whether the process lives, and which of the servers it needs are there."""

import asyncio
from collections.abc import Awaitable

import asyncpg
import structlog
from litestar import get
from litestar.response import Response
from litestar.status_codes import HTTP_200_OK, HTTP_503_SERVICE_UNAVAILABLE
from msgspec import Struct
from redis.exceptions import RedisError

from domain.tables import Job
from web.requests import AnyRequest

TIMEOUT_SECONDS = 1.0
PROBE = {"without_session": True, "without_csrf": True, "quiet": True}

log = structlog.get_logger()


class Liveness(Struct, frozen=True):
    """The process answers."""

    status: str = "alive"


class Readiness(Struct, frozen=True):
    """`status` is `ready`, `degraded` (pages work, jobs wait) or `unavailable`; each part is `ok` or `missing`."""

    status: str
    database: str
    valkey: str


@get("/health/live", name="health.live", opt=PROBE)
async def show_liveness() -> Liveness:
    return Liveness()


@get("/health/ready", name="health.ready", opt=PROBE)
async def show_readiness(request: AnyRequest) -> Response[Readiness]:
    database, valkey = await asyncio.gather(_answers(_ask_database()), _answers(request.app.state.redis.ping()))
    status = "unavailable" if not database else "ready" if valkey else "degraded"
    readiness = Readiness(status, _word(database), _word(valkey))
    return Response(readiness, status_code=HTTP_200_OK if database else HTTP_503_SERVICE_UNAVAILABLE)


async def _ask_database() -> None:
    await Job.raw("SELECT 1")


async def _answers(question: Awaitable[object]) -> bool:
    asking = asyncio.ensure_future(question)
    # Not `wait_for`: it waits for the end of the cancelled query, which a server that hangs does not grant.
    await asyncio.wait([asking], timeout=TIMEOUT_SECONDS)
    if not asking.done():
        asking.cancel()
        return False
    try:
        await asking
    except (OSError, TimeoutError, RedisError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        log.warning("part_missing", reason=str(error) or type(error).__name__)
        return False
    return True


def _word(is_there: bool) -> str:
    return "ok" if is_there else "missing"
