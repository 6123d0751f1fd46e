"""Measures against values worked out by hand."""

import math

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from domain.evaluation.measures import coverage, diversity, exposures, gini, measure, ndcg, recall, reciprocal_rank


def hits(*places: int, of: int = 20) -> np.ndarray:
    return np.isin(np.arange(1, of + 1), places)


def test_recall_is_of_what_ten_places_can_hold() -> None:
    assert recall(hits(1, 10)) == 1.0
    assert recall(hits(1, 11)) == 0.5
    assert recall(hits(*range(5, 21))) == 0.6  # sixteen hidden, ten places, six of them hits


def test_ndcg_rewards_high_places() -> None:
    assert ndcg(hits(1, 2)) == 1.0
    assert ndcg(hits(2)) == pytest.approx(1 / math.log2(3))
    assert ndcg(hits(1, 3)) == pytest.approx((1 + 1 / 2) / (1 + 1 / math.log2(3)))
    assert ndcg(hits(11)) == 0.0
    assert ndcg(hits(1, of=3)) == 1.0


def test_the_reciprocal_rank_looks_beyond_ten() -> None:
    assert [reciprocal_rank(hits(place, 20)) for place in (1, 4, 16)] == [1, 1 / 4, 1 / 16]


def test_diversity_is_the_mean_distance_of_pairs() -> None:
    alike = csr_matrix(np.array([[1.0, 0], [1, 0]]))
    mixed = csr_matrix(np.array([[1.0, 0], [1, 0], [0, 1], [0, 0]]))
    assert diversity(alike) == pytest.approx(0)
    assert diversity(mixed) == pytest.approx(2 / 3)
    assert math.isnan(diversity(mixed[:1]))


def test_coverage_and_gini_are_of_all_lists_together() -> None:
    everybody = exposures([np.array([0, 1]), np.array([2, 3])], 4)
    one = exposures([np.array([1]), np.array([1])], 4)
    assert (coverage(everybody), gini(everybody)) == (1.0, 0.0)
    assert (coverage(one), gini(one)) == (0.25, 0.75)


def test_a_list_is_measured_as_it_is_ordered() -> None:
    text = csr_matrix(np.eye(12))
    found = measure([np.arange(12), np.arange(12)[::-1]], [np.array([0]), np.array([0])], text)
    assert found.recall.tolist() == [1, 0]
    assert found.mrr.tolist() == [1, 1 / 12]
    assert [top.tolist() for top in found.top] == [list(range(10)), list(range(11, 1, -1))]
