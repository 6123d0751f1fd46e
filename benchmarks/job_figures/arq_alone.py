"""arq without a ledger, as it comes and tuned: `python -m benchmarks.job_figures.arq_alone stock|tuned`."""

import json
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from arq.connections import RedisSettings
from arq.constants import job_key_prefix
from arq.jobs import serialize_job
from arq.utils import timestamp_ms
from arq.worker import Worker, func
from redis import Redis

if TYPE_CHECKING:
    from arq.typing import WorkerCoroutine

EXPIRES_MS = 86_400_000


def encode(value: object) -> bytes:
    return json.dumps(value, default=str).encode()


# What facts and experience say of tuning; `stock` is what the documentation's first page gives.
SETTINGS: Mapping[str, dict[str, Any]] = {
    "stock": {},
    "tuned": {
        "poll_delay": 0.005,
        "max_jobs": 500,
        "queue_read_limit": 2000,
        "keep_result": 0,
        "log_results": False,
        "job_serializer": encode,
        "job_deserializer": json.loads,
    },
}


async def do_nothing(_context: dict[Any, Any]) -> None:
    """Do nothing."""


def enqueue(redis: Redis, kind: str, jobs: int) -> None:
    """Put so many jobs into the queue of that kind, as arq's own `enqueue_job` would."""
    now = timestamp_ms()
    with redis.pipeline(transaction=False) as pipe:
        for _ in range(jobs):
            job_id = uuid4().hex
            content = serialize_job("do_nothing", (), {}, None, now, serializer=SETTINGS[kind].get("job_serializer"))
            pipe.psetex(job_key_prefix + job_id, EXPIRES_MS, content)
            pipe.zadd(kind, {job_id: now})
        pipe.execute()


def main(kind: str) -> None:
    redis = RedisSettings.from_dsn(os.environ["REDIS_URL"])
    Worker(
        functions=[func(cast("WorkerCoroutine", do_nothing))], redis_settings=redis, queue_name=kind, **SETTINGS[kind]
    ).run()


if __name__ == "__main__":
    main(sys.argv[1])
