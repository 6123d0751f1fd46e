"""The periods that a page may be shown for, and which of them a query wants."""

from collections.abc import Mapping

from domain.errors import InvalidInput
from domain.work.statistics.throughput import Period

WORDS = {Period.HOUR: "Last hour", Period.DAY: "Day", Period.WEEK: "Week"}
# Each as its query has it, and as a tab of the page says it.
PERIODS = tuple([(period.value, words) for period, words in WORDS.items()])


def parse_period(query: Mapping[str, str], page: str) -> Period:
    """An hour where nothing is said; `page` is what the page is called. Raises: `InvalidInput`."""
    if not query.keys() <= {"period"} or query.get("period", "hour") not in list(Period):
        raise InvalidInput(f"{page} is shown for a period: {', '.join(Period)}.")
    return Period(query.get("period", "hour"))
