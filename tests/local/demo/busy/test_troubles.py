"""The troubles of the busy demo, run for real: each fails in its own way, and in groups of their sizes."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import structlog
from pydantic.networks import AnyUrl
from redis.asyncio import Redis

from domain.clock import utc_now
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.settings import load_settings
from domain.tables import AuditEntry, Job, JobAttempt, User
from domain.work.rate_limit import RateLimits
from jobs.declare import JobContext
from jobs.worker import JOBS
from local.demo.busy.by_hand import act_once
from local.demo.busy.mail_server import MailServer
from local.demo.busy.troubles import CANCELLED_SUBJECT, enqueue_troubles
from local.demo.busy.write_busy import COLLEAGUE, ROOT
from tests.cast import gather
from tests.drain import drain

LETTERS_TO = "SELECT id FROM mail WHERE recipient LIKE {}"


@pytest.fixture
async def context() -> AsyncIterator[JobContext]:
    """What jobs get, with the demo's mail server to send letters to."""
    server = await asyncio.start_server(MailServer(silence_seconds=0.4).serve, "127.0.0.1", 0)
    url = AnyUrl(f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    settings = load_settings().model_copy(update={"smtp_url": url})
    async with server, Redis.from_url(str(settings.redis_url)) as redis:
        yield JobContext(settings, ProgrammeIndexes(), RateLimits(redis))


@pytest.fixture
async def troubles(database: None) -> None:
    """All of them, those that would take long or for ever in short, and the letters for later not to be sent."""
    # A traceback in colours takes two seconds.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    cast = await gather()
    await User.insert(User(email=COLLEAGUE, name="Magnus", admin="full"))
    assert await User.exists().where(User.email == ROOT)
    await enqueue_troubles(cast.event, utc_now())
    await Job.update({Job.max_attempts: 2}).where(Job.max_attempts == 200)
    await Job.update({Job.timeout: timedelta(seconds=0.2)}).where(Job.timeout == timedelta(seconds=3))
    await Job.update({Job.queue: "later"}).where(Job.due_at > utc_now() + timedelta(hours=1))


async def read_groups() -> Counter[str]:
    rows = await Job.raw(
        "SELECT name, (SELECT error_class FROM job_attempt WHERE job_id = job.id ORDER BY id DESC LIMIT 1) AS error "
        "FROM job WHERE state = 'dead'"
    )
    return Counter(f"{row['name']}: {row['error']}" for row in rows)


async def test_each_fails_in_its_way_and_people_mend_what_can_be_mended(troubles: None, context: JobContext) -> None:
    for queue in ("interactive", "bulk", "notifications"):
        await drain(JOBS, queue, context)

    assert await read_groups() == {
        "GenerateRecommendations: NotFound": 23,
        "ImproveChunk: ValidationError": 2,
        "ImportSchedule: InvalidInput": 4,
        "SendPushDigest: GiveUp": 1,
        "SendMail: RefusedForGood": 9,
        "SendMail: NotTaken": 7,
        "SendMail: TimeoutError": 2,
    }
    sizes = Counter(row["fingerprint"] for row in await Job.select(Job.fingerprint).where(Job.state == "dead"))
    assert sorted(sizes.values(), reverse=True)[:4] == [23, 8, 4, 3]

    await act_once()
    await act_once()  # as at another start
    await drain(JOBS, "notifications", context)

    assert (await read_groups())["SendMail: RefusedForGood"] == 8
    cancelled = await Job.raw(
        "SELECT subject FROM job JOIN mail ON mail.id::text = arguments ->> 'mail_id' WHERE state = 'cancelled'"
    )
    assert [row["subject"] for row in cancelled] == [CANCELLED_SUBJECT] * 3
    entries = await AuditEntry.select(AuditEntry.action, AuditEntry.affected).order_by(AuditEntry.id)
    assert [(entry["action"], entry["affected"]) for entry in entries] == [
        ("jobs.retry", 1),
        ("jobs.retry", 1),
        ("jobs.cancel", 3),
    ]
    [spam] = await JobAttempt.raw(
        "SELECT count(*) AS attempts FROM job_attempt WHERE job_id IN "
        "(SELECT job_id FROM job_attempt WHERE error_message LIKE '%unwanted mail')"
    )
    assert spam["attempts"] == 2
