"""Durations in buckets, against the durations themselves."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tables import Job
from domain.work.statistics.buckets import BOUNDS, BUCKETS, added, bucket_sql, quantile, spread

MILLISECONDS = st.lists(st.integers(1, 3_000_000), min_size=1, max_size=200)


def counted(milliseconds: list[int]) -> list[int]:
    counts = [0] * BUCKETS
    for duration in milliseconds:
        counts[sum(bound <= duration / 1000 for bound in BOUNDS)] += 1
    return counts


@given(MILLISECONDS, st.sampled_from([0.5, 0.95]))
def test_a_quantile_is_in_the_bucket_of_the_true_one(milliseconds: list[int], share: float) -> None:
    rank = -int(-share * len(milliseconds) // 1)
    true = sorted(milliseconds)[rank - 1] / 1000
    found = quantile(counted(milliseconds), share)
    assert found
    assert true / 2 <= found.total_seconds() <= true * 2


def test_nothing_has_no_quantile_and_what_is_too_long_has_the_last_bound() -> None:
    assert spread([0] * BUCKETS) == spread(added([]))
    assert spread(added([])).p95 is None
    assert quantile([0] * (BUCKETS - 1) + [1], 0.5) == timedelta(seconds=BOUNDS[-1])


@pytest.mark.parametrize("seconds", [-1.0, 0.0, 0.0005, 0.001, 0.0011, 0.9, 4194.303, 4194.304, 1e6])
async def test_sql_and_python_agree_on_the_bucket(database: None, seconds: float) -> None:
    [row] = await Job.raw(f"SELECT {bucket_sql('{}')} AS bucket", seconds)
    assert row["bucket"] == sum(bound <= seconds for bound in BOUNDS)


async def test_an_unknown_duration_is_in_no_bucket(database: None) -> None:
    [row] = await Job.raw(f"SELECT {bucket_sql('NULL')} AS bucket")
    assert row["bucket"] is None
