"""Ctrl-C, a closed terminal and `kill`: each stops a command in order, once."""

from __future__ import annotations

import signal
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def stop_on_signals() -> None:
    """Turn the first of these signals into KeyboardInterrupt; a further one must not disturb the stopping."""
    for number in SIGNALS:
        # a command in the background of a script has SIGINT ignored; under nohup, SIGHUP is meant to be
        if number is not signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, interrupt)


def interrupt(_number: int, _frame: FrameType | None) -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
