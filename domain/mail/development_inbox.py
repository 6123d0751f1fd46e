"""The development inbox: the latest letters of a demo."""

import msgspec

from domain.mail.delivery import Deliver
from domain.mail.letter import Letter
from domain.tables import Mail

SHOWN = 50


async def latest_letters() -> tuple[Letter, ...]:
    """At most 50 letters, the newest first."""
    rows = await Mail.select().order_by(Mail.created_at, ascending=False).limit(SHOWN)
    return tuple(msgspec.convert(row, Letter) for row in rows)


def kept_in_inbox(deliver: Deliver) -> Deliver:
    """Deliver a letter, and leave a copy of it here."""

    async def deliver_and_keep(letter: Letter) -> str:
        await deliver(letter)
        return letter.text

    return deliver_and_keep


async def leave_in_inbox(letter: Letter) -> str:
    """Deliver a letter by leaving it where it is: the text that remains is the whole text."""
    return letter.text
