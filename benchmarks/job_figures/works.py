"""The kinds of work that are measured."""

from typing import ClassVar

from domain.work.work import Work

QUEUE = "measured"
# Nobody serves it: for measuring how fast jobs are enqueued.
UNSERVED = "unserved"


class Nothing(Work, frozen=True):
    """Do nothing."""

    queue: ClassVar[str] = QUEUE


class NothingShort(Work, frozen=True):
    """Do nothing, in a group."""

    queue: ClassVar[str] = QUEUE
    is_short: ClassVar[bool] = True


class Stamp(Work, frozen=True):
    """Note when it started."""

    queue: ClassVar[str] = QUEUE
