"""A priority as somebody types it."""

from domain.errors import InvalidInput
from domain.work.by_hand.transitions import HIGHEST_PRIORITY, LOWEST_PRIORITY


def parse_priority(text: str) -> int:
    """Raises: `InvalidInput`."""
    try:
        priority = int(text)
    except ValueError:
        priority = HIGHEST_PRIORITY + 1
    if not LOWEST_PRIORITY <= priority <= HIGHEST_PRIORITY:
        raise InvalidInput(f"A priority is a number from {LOWEST_PRIORITY} to {HIGHEST_PRIORITY}.")
    return priority
