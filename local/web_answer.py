"""Waits until the web process answers."""

from __future__ import annotations

import time
import urllib.error
import urllib.request

from local.refusal import Refused
from local.supervision import Supervision

START_SECONDS = 60.0
RETRY_SECONDS = 0.2


def wait_until_answering(address: str, supervision: Supervision) -> None:
    """Raises: Refused if it does not answer in time; what it wrote has been shown already."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(f"{address.rstrip('/')}/health/live"):
        if time.monotonic() > deadline:
            raise Refused(f"The web process did not answer at {address} within {START_SECONDS:.0f} s: see its lines.")
        supervision.revive()
        time.sleep(RETRY_SECONDS)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as reply:  # noqa: S310  # our own http address
            return bool(reply.status < 400)
    except (urllib.error.URLError, OSError):
        return False
