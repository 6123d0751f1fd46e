"""A few dozen ways in which jobs fail, each with its fingerprint, its message and its traceback."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from domain.work.fingerprint import fingerprint

ERRORS = (
    ("TimeoutError", "no answer within 60 seconds"),
    ("NotFound", "There is no attendee with the id 0192d3a0-7c1e-7000-8000-000000000001."),
    ("ConnectionDoesNotExistError", "connection was closed in the middle of operation"),
    ("SMTPRecipientsRefused", "550 no such mailbox: “kim@conference.example”"),
    ("DeadlockDetectedError", "deadlock detected: process 4711 waits for ShareLock on transaction 815"),
    ("InvalidAnswer", "the answer named 3 sessions that were not among the 40 candidates"),
)
FUNCTIONS = (
    "domain/recommendations/generate.py:generate_recommendations",
    "domain/recommendations/store.py:store",
    "domain/model/calls.py:ask",
    "domain/mail/delivery.py:deliver",
    "domain/programme/import_schedule.py:import_schedule",
    "domain/recommendations/improve.py:improve",
)
FRAMES = 12


class Failure(Struct, frozen=True):
    """One of them; `number` begins with 1."""

    number: int
    fingerprint: str
    error_class: str
    message: str
    traceback: str


def failures() -> list[Failure]:
    """Thirty-six: each error in each function."""
    return [
        Failure(number, fingerprint(error, function, message), error, message, traceback(function, error, message))
        for number, (error, message, function) in enumerate(_each(), start=1)
    ]


def as_json() -> str:
    """For a statement that reads them with `jsonb_to_recordset`."""
    return msgspec.json.encode(failures()).decode()


def traceback(function: str, error: str, message: str) -> str:
    """As long as real ones are."""
    file, _, name = function.partition(":")
    frames = [
        f'  File "/srv/hallway/{file}", line {40 + 7 * depth}, in {name}\n    found = await step_{depth}(connection)\n'
        for depth in range(FRAMES)
    ]
    return "".join(["Traceback (most recent call last):\n", *frames, f"{error}: {message}\n"])


def _each() -> Iterator[tuple[str, str, str]]:
    for function in FUNCTIONS:
        for error, message in ERRORS:
            yield error, message, function
