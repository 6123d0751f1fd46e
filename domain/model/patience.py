"""How long an answer of the model is waited for."""

from msgspec import Struct


class Patience(Struct, frozen=True):
    """`seconds` for everything from the question to the answer's end.

    Where `may_snooze`, an empty bucket raises `Snooze`, for the job to come back; else the algorithm answers at once.
    """

    seconds: float
    may_snooze: bool = False


# Somebody looks at an empty page.
PERSON = Patience(4.0)
JOB = Patience(30.0, may_snooze=True)
