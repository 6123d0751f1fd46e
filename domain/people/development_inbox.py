"""The development inbox: the latest letters, for a demo that sends no mail."""

from datetime import datetime

import msgspec

from domain.tables import Mail

SHOWN = 50


class Letter(msgspec.Struct, frozen=True):
    """One letter as it would arrive; `sent_at` is None while it waits for a worker."""

    recipient: str
    subject: str
    text: str
    created_at: datetime
    sent_at: datetime | None


async def latest_letters() -> tuple[Letter, ...]:
    """At most 50 letters, the newest first."""
    rows = await Mail.select().order_by(Mail.created_at, ascending=False).limit(SHOWN)
    return tuple(msgspec.convert(row, Letter) for row in rows)
