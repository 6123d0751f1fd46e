"""Waits until the web process answers: our own one, not another that was faster to take the port."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request

from local.following import LogTail
from local.refusal import Refused
from local.supervision import Supervision

START_SECONDS = 60.0
RETRY_SECONDS = 0.1
LISTENS = "Uvicorn running on"
PORT_IS_TAKEN = "address already in use"


def wait_until_answering(address: str, log: LogTail, supervision: Supervision) -> None:
    """`log` is the web process's, tailed since before its start.

    Raises: Refused if the port was taken meanwhile, or nothing answers in time.
    """
    deadline = time.monotonic() + START_SECONDS
    listens = False
    while not (listens and answers(f"{address}/health/live")):
        if time.monotonic() > deadline:
            raise Refused(f"The web process did not answer at {address} within {START_SECONDS:.0f} s: see {log.path}.")
        supervision.revive()
        time.sleep(RETRY_SECONDS)
        listens = listens or has_begun_to_listen(address, log)


def has_begun_to_listen(address: str, log: LogTail) -> bool:
    """Whether the process has said so since the last look. Raises: Refused if it says that another holds its port."""
    lines = log.new_lines()
    if any(PORT_IS_TAKEN in line for line in lines):
        raise Refused(f"The port of {address} was taken meanwhile by another program: choose another with --port.")
    return any(LISTENS in line for line in lines)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as reply:  # noqa: S310  # our own http address
            return bool(reply.status < 400)
    except (urllib.error.URLError, OSError, http.client.HTTPException):
        return False
