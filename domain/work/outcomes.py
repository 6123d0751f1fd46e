"""What a run of a job may end with, besides returning its counts."""

from datetime import timedelta


class Outcome(Exception):
    """Raised by a job to say how its run ends; anything else raised is an error and is retried."""


class Retry(Outcome):
    """It failed, and may succeed later. Spends an attempt; `after` replaces the exponential backoff."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Snooze(Outcome):
    """It is not yet time. Spends no attempt."""

    def __init__(self, delay: timedelta) -> None:
        super().__init__(f"again in {delay}")
        self.delay = delay


class GiveUp(Outcome):
    """It can never succeed."""


class Cancelled(Outcome):
    """It is no longer wanted."""
