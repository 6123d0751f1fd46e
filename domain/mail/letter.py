"""What a letter is."""

from datetime import datetime
from uuid import UUID

import msgspec


class Letter(msgspec.Struct, frozen=True):
    """One letter; `sent_at` is None while it waits for a worker, and a sent one keeps no text."""

    id: UUID
    recipient: str
    subject: str
    text: str
    created_at: datetime
    sent_at: datetime | None
