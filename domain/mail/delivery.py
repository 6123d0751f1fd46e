"""Delivering a stored letter once, however often it is asked for."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

import msgspec

from domain.mail.letter import Letter
from domain.tables import Mail
from domain.work.transaction import transaction

Deliver = Callable[[Letter], Awaitable[str]]
"""Hands a letter over and returns the text to keep of it, usually none: it may hold a sign-in link."""


async def deliver_once(mail_id: UUID, deliver: Deliver, now: datetime) -> bool:
    """Hand a letter over unless that was done already; whether it was handed over now.

    The row stays locked meanwhile, so of two workers one waits and then finds it sent. Only a worker that dies between
    the handover and the commit can send twice, with the same Message-ID.
    """
    async with transaction():
        rows = await Mail.raw("SELECT * FROM mail WHERE id = {} AND sent_at IS NULL FOR UPDATE", mail_id)
        if not rows:
            return False
        kept_text = await deliver(msgspec.convert(rows[0], Letter))
        await Mail.update({Mail.sent_at: now, Mail.text: kept_text}).where(Mail.id == mail_id)
    return True
