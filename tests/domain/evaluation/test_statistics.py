"""Intervals and tests: right about what is known, and the same for the same seed."""

import math

import numpy as np
import pytest

from domain.evaluation import statistics
from domain.evaluation.statistics import bootstrap_interval, paired_p


def test_an_interval_is_as_wide_as_the_standard_error_says() -> None:
    values = np.random.default_rng(1).normal(5, 2, 400)
    low, high = bootstrap_interval(values, 1)
    assert low < values.mean() < high
    assert high - low == pytest.approx(2 * 1.96 * values.std() / 20, rel=0.1)
    assert bootstrap_interval(values, 1) == (low, high)


def test_an_interval_of_one_value_is_that_value_and_of_none_is_unknown() -> None:
    assert bootstrap_interval(np.array([0.5]), 1) == (0.5, 0.5)
    assert all(math.isnan(end) for end in bootstrap_interval(np.array([]), 1))


def test_chance_explains_differences_without_a_direction() -> None:
    rng = np.random.default_rng(2)
    inside = sum(paired_p(rng.normal(0, 1, 50), seed) < 0.1 for seed in range(100))
    assert 2 <= inside <= 20
    assert paired_p(np.zeros(9), 1) == 1.0


def test_a_clear_difference_is_not_chance() -> None:
    assert paired_p(np.full(40, 0.1), 1) == pytest.approx(1 / 20_001)
    assert paired_p(np.array([1.0, 1.0, 1.0]), 1) == pytest.approx(0.25, abs=0.02)  # two of eight signings


def test_portions_change_nothing_of_what_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    differences = np.random.default_rng(3).normal(0.1, 1, 60)
    at_once = paired_p(differences, 1)
    monkeypatch.setattr(statistics, "AT_ONCE", 1000)
    assert paired_p(differences, 1) == pytest.approx(at_once, abs=0.02)
