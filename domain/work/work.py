"""What every kind of work says of itself."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

import msgspec

from domain.ids import NIL


class Work(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The arguments of one job: primitive ids only, and how the job wants to be treated.

    `priority` is higher for what is more urgent. `max_attempts` counts failures and timeouts, not crashes of a worker.
    `is_short` says that it takes milliseconds: about twenty of them then travel as one.
    """

    queue: ClassVar[str]
    priority: ClassVar[int] = 0
    timeout: ClassVar[timedelta] = timedelta(minutes=5)
    max_attempts: ClassVar[int] = 5
    is_short: ClassVar[bool] = False

    @property
    def event(self) -> UUID:
        """The event it belongs to, for fairness between events; the nil UUID if it belongs to none."""
        event_id = getattr(self, "event_id", NIL)
        return event_id if isinstance(event_id, UUID) else NIL

    @property
    def dedupe_key(self) -> str | None:
        """While a job with this key waits, the same request makes no second one."""
        return None
