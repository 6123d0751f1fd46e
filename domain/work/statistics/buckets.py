"""Durations in buckets that double: counted in SQL, added up without loss, and read as quantiles."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import accumulate

from msgspec import Struct

# In seconds, from a millisecond to an hour and ten minutes. The first bucket is below them all, the last above.
BOUNDS = tuple(2**power / 1000 for power in range(23))
BUCKETS = len(BOUNDS) + 1
_BOUNDS_SQL = f"ARRAY[{', '.join(map(str, BOUNDS))}]::float8[]"


def bucket_sql(seconds: str) -> str:
    """SQL that gives the number of a duration's bucket, from 0; NULL for NULL."""
    return f"width_bucket(({seconds})::float8, {_BOUNDS_SQL})"


def count_sql(bucket: str, condition: str = "true") -> str:
    """SQL for the counts of a group, by the column that holds the number of the bucket."""
    counts = (f"count(*) FILTER (WHERE {bucket} = {number} AND {condition})" for number in range(BUCKETS))
    return f"ARRAY[{', '.join(counts)}]"


def sum_sql(column: str) -> str:
    """SQL for the sum of a group's counts."""
    return f"ARRAY[{', '.join(f'sum({column}[{number}])::bigint' for number in range(1, BUCKETS + 1))}]"


def add_sql(column: str, other: str) -> str:
    """SQL for the sum of two counts."""
    return f"ARRAY[{', '.join(f'{column}[{number}] + {other}[{number}]' for number in range(1, BUCKETS + 1))}]"


class Spread(Struct, frozen=True):
    """How long so many took: half of them at most `p50`, and all but a twentieth at most `p95`; None of nothing."""

    count: int
    p50: timedelta | None
    p95: timedelta | None


def spread(counts: Sequence[int]) -> Spread:
    return Spread(sum(counts), quantile(counts, 0.5), quantile(counts, 0.95))


def added(histograms: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The sum of them, bucket by bucket."""
    return tuple([sum(column) for column in zip(*histograms, strict=True)]) or (0,) * BUCKETS


def quantile(counts: Sequence[int], share_0_to_1: float) -> timedelta | None:
    """As if the durations of a bucket lay evenly in it; of the last one, its lower bound. None if nothing is counted.

    Source: Prometheus, "histogram_quantile()".
    """
    rank = share_0_to_1 * sum(counts)
    if not rank:
        return None
    reached = list(accumulate(counts))
    number = next(number for number, upto in enumerate(reached) if upto >= rank)
    if number == len(BOUNDS):
        return timedelta(seconds=BOUNDS[-1])
    lower = BOUNDS[number - 1] if number else 0.0
    within = (rank - (reached[number] - counts[number])) / counts[number]
    return timedelta(seconds=lower + (BOUNDS[number] - lower) * within)
