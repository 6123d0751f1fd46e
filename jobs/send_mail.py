"""Sending letters: by SMTP, or in a demo without it into the development inbox."""

from domain.clock import utc_now
from domain.errors import WrongSetting
from domain.mail.delivery import Deliver, deliver_once
from domain.mail.development_inbox import kept_in_inbox, leave_in_inbox
from domain.settings import Settings
from domain.work.works import SendMail
from jobs.declare import Counts, JobContext, job
from jobs.smtp import smtp_delivery


@job(SendMail)
async def send_mail(work: SendMail, context: JobContext) -> Counts:
    """Send one stored letter, once."""
    was_sent = await deliver_once(work.mail_id, _delivery(context.settings), utc_now())
    return {"sent": int(was_sent)}


def _delivery(settings: Settings) -> Deliver:
    if settings.smtp_url is not None:
        deliver = smtp_delivery(settings.smtp_url, settings.mail_from)
        return kept_in_inbox(deliver) if settings.demo else deliver
    if settings.demo:
        return leave_in_inbox
    raise WrongSetting(
        "No mail can be sent: HALLWAY_SMTP_URL is not set, such as smtp://user:password@mail.example:587."
    )
