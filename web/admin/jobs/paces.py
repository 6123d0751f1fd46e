"""The pace of a replay as somebody types it."""

from domain.errors import InvalidInput
from domain.work.by_hand.replay import MOST_PER_SECOND


def parse_pace(text: str) -> int:
    """How many jobs each second. Raises: `InvalidInput`."""
    try:
        pace = int(text)
    except ValueError:
        pace = 0
    if not 1 <= pace <= MOST_PER_SECOND:
        raise InvalidInput(f"A pace is a number from 1 to {MOST_PER_SECOND:,}.")
    return pace
