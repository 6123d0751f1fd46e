"""How much there is in the database that pages are read from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Rows of each kind; `finished` jobs succeeded, each within `days`."""

    finished: int
    waiting: int
    dead: int
    cancelled: int
    held: int
    events: int
    people: int
    letters: int
    changes: int
    calls: int
    days: int = 21


LARGE = Size(
    finished=1_000_000,
    waiting=10_000,
    dead=5_000,
    cancelled=2_000,
    held=120,
    events=12,
    people=5_000,
    letters=20_000,
    changes=20_000,
    calls=100_000,
)
# Enough that each page has something to look up.
SMALL = Size(
    finished=120,
    waiting=30,
    dead=20,
    cancelled=10,
    held=12,
    events=3,
    people=20,
    letters=20,
    changes=60,
    calls=60,
)
