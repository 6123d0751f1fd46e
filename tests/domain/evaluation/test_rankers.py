"""The rankers: the hybrid is the one that serves the pages, and none sees what is hidden."""

from pathlib import Path

import numpy as np
import pytest

from domain.evaluation import rankers
from domain.evaluation.queries import Split, split
from domain.evaluation.rankers import RANKERS, prepare
from domain.evaluation.read_data import DataSet, read_data
from domain.matching import recommendations
from domain.matching.facts import Choices, Id
from domain.matching.recommendations import recommend
from tests.domain.evaluation.conference import write_conference


@pytest.fixture
def data(tmp_path: Path) -> DataSet:
    return read_data(write_conference(tmp_path))


def test_the_hybrid_evaluated_is_the_function_that_serves_the_pages(data: DataSet) -> None:
    assert vars(rankers)["rank"] is vars(recommendations)["rank"]
    parts = split(data, 10, 40, 1)
    stage = prepare(data, parts, 1)
    ids = [session.id for session in data.sessions]
    for query, order in zip(parts.queries, RANKERS["hybrid"](stage, parts.queries), strict=True):
        outside: dict[Id, list[Id]] = {query.key: [ids[place] for place in range(len(ids)) if place not in query.pool]}
        known: Choices = {query.key: parts.known[query.person]}
        [served] = recommend(stage.index, [query.profile], 10, outside, known)
        assert [one.session_id for one in served] == [ids[place] for place in order[: len(served)]]
        assert len(served) == 10


@pytest.mark.parametrize("name", RANKERS)
def test_each_ranker_orders_the_whole_pool(data: DataSet, name: str) -> None:
    parts = split(data, 10, 40, 1)
    stage = prepare(data, parts, 1)
    orders = list(RANKERS[name](stage, parts.queries))
    assert all(sorted(order) == query.pool.tolist() for order, query in zip(orders, parts.queries, strict=True))
    again = list(RANKERS[name](stage, parts.queries))
    assert all(np.array_equal(first, second) for first, second in zip(orders, again, strict=True))


@pytest.mark.parametrize("name", RANKERS)
def test_what_is_hidden_changes_nothing_that_a_ranker_sees(data: DataSet, name: str) -> None:
    """The same with the hidden choices taken out of the data set altogether."""
    parts = split(data, 10, 40, 1)
    known = {str(person): tuple(str(one) for one in chosen) for person, chosen in parts.known.items()}
    without = DataSet(data.sessions, data.times, data.profiles, data.groups, known)
    orders = list(RANKERS[name](prepare(data, parts, 1), parts.queries))
    blind = list(RANKERS[name](prepare(without, Split(dict(parts.known), parts.queries), 1), parts.queries))
    assert all(np.array_equal(first, second) for first, second in zip(orders, blind, strict=True))
