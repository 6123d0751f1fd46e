"""Numbers as somebody types them: a priority, and the pace of a replay."""

from domain.errors import InvalidInput
from domain.work.by_hand.replay import MOST_PER_SECOND
from domain.work.by_hand.transitions import HIGHEST_PRIORITY, LOWEST_PRIORITY


def parse_priority(text: str) -> int:
    """Raises: `InvalidInput`."""
    return _within(text, LOWEST_PRIORITY, HIGHEST_PRIORITY, "A priority")


def parse_pace(text: str) -> int:
    """How many jobs each second. Raises: `InvalidInput`."""
    return _within(text, 1, MOST_PER_SECOND, "A pace")


def _within(text: str, lowest: int, highest: int, what: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = highest + 1
    if not lowest <= number <= highest:
        raise InvalidInput(f"{what} is a number from {lowest} to {highest:,}.")
    return number
