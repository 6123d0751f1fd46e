"""Requests of this process, counted by route: never by path, which has no end of values."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator

from web.metrics_text import Durations, Sample

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class RequestMetrics:
    """How many, how they ended and how long they took."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, str]] = Counter()
        self._counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(BOUNDS) + 1))
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def add(self, method: str, route: str, status: int, seconds: float, *, is_endless: bool = False) -> None:
        """One that ended. `route` is the template of a route, or "" for what is not there; a stream has no duration."""
        self._requests[method if method in METHODS else "other", route or "none", str(status)] += 1
        if not is_endless:
            self._counts[route or "none"][bisect_left(BOUNDS, seconds)] += 1
            self._seconds[route or "none"] += seconds

    def requests(self) -> Iterator[Sample]:
        """By method, route and status."""
        return (Sample(count, labels) for labels, count in sorted(self._requests.items()))

    def durations(self) -> Iterator[Durations]:
        """By route."""
        return (
            Durations(BOUNDS, counts, self._seconds[route], (route,)) for route, counts in sorted(self._counts.items())
        )
