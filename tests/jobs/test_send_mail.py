"""The job that sends letters."""

import pytest
from redis.asyncio import Redis

from domain.errors import WrongSetting
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.settings import load_settings
from domain.tables import Mail
from domain.work.rate_limit import RateLimits
from domain.work.works import SendMail
from jobs.declare import Counts, JobContext
from jobs.send_mail import send_mail


async def run(mail: Mail, *, demo: bool) -> Counts:
    settings = load_settings().model_copy(update={"demo": demo, "smtp_url": None})
    limits = RateLimits(Redis.from_url(str(settings.redis_url)))
    return await send_mail.function(SendMail(mail_id=mail.id), JobContext(settings, ProgrammeIndexes(), limits))


async def write() -> Mail:
    mail = Mail(recipient="ada@demo.example", subject="Your link", text="https://hallway.example/secret")
    await mail.save()
    return mail


async def test_in_a_demo_the_letter_stays_readable_in_the_inbox(database: None) -> None:
    assert await run(await write(), demo=True) == {"sent": 1}

    [row] = await Mail.select()
    assert row["text"] == "https://hallway.example/secret"
    assert row["sent_at"] is not None


async def test_a_second_run_sends_nothing(database: None) -> None:
    mail = await write()

    assert [await run(mail, demo=True) for _ in range(2)] == [{"sent": 1}, {"sent": 0}]


async def test_without_a_mail_server_the_job_says_which_setting_is_missing(database: None) -> None:
    with pytest.raises(WrongSetting, match="HALLWAY_SMTP_URL is not set"):
        await run(await write(), demo=False)

    [row] = await Mail.select()
    assert row["sent_at"] is None
