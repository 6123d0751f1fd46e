"""Letters over SMTP, as plain text with an HTML twin."""

from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote

import aiosmtplib
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic.networks import AnyUrl

from domain.mail.delivery import Deliver
from domain.mail.letter import Letter
from domain.work.outcomes import GiveUp, Outcome, Retry

PERMANENT = 500
TIMEOUT_SECONDS = 20.0
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class NotTaken(Retry):
    """The mail server says: not now."""


class RefusedForGood(GiveUp):
    """The mail server says: never."""


def smtp_delivery(server: AnyUrl, sender: str) -> Deliver:
    """Deliver through `server` (`smtps` from the first byte, `smtp` with STARTTLS where offered), from `sender`."""

    async def deliver(letter: Letter) -> str:
        try:
            await _send(compose(letter, sender), server)
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise _not_sent(refused.recipients[0]) from refused  # a letter has one reader
        except aiosmtplib.SMTPDataError as refused:
            raise _not_sent(refused) from refused
        return ""

    return deliver


def _not_sent(answer: aiosmtplib.SMTPResponseException) -> Outcome:
    """What a mail server's answer about one letter means. Source: RFC 5321, section 4.2.1."""
    said = f"{answer.code} {answer.message}"
    if answer.code >= PERMANENT:
        return RefusedForGood(f"The mail server refuses the letter for good: {said}")
    return NotTaken(f"The mail server does not take the letter yet: {said}")


def compose(letter: Letter, sender: str) -> EmailMessage:
    """The message; its id is the letter's, so that a mailbox can tell a second copy."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = letter.created_at
    message["Message-ID"] = f"<{letter.id}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(TEMPLATES.get_template("letter.html").render(letter=letter), subtype="html")
    return message


async def _send(message: EmailMessage, server: AnyUrl) -> None:
    await aiosmtplib.send(
        message,
        hostname=server.host,
        port=server.port,
        username=unquote(server.username) if server.username else None,
        password=unquote(server.password) if server.password else None,
        use_tls=server.scheme == "smtps",
        timeout=TIMEOUT_SECONDS,
    )
