"""What is hidden, of whom, and among what it must be found."""

from pathlib import Path

import numpy as np
import pytest

from domain.errors import InvalidInput
from domain.evaluation.queries import split
from domain.evaluation.read_data import DataSet, read_data
from tests.domain.evaluation.conference import write, write_conference


@pytest.fixture
def data(tmp_path: Path) -> DataSet:
    return read_data(write_conference(tmp_path))


def test_a_fifth_is_hidden_of_who_chose_enough_and_nothing_of_others(data: DataSet) -> None:
    parts = split(data, 10, 300, 1)
    asked = {query.person: query for query in parts.queries}
    assert set(asked) == {person for person, chosen in data.chosen.items() if len(chosen) >= 10}
    ids = [session.id for session in data.sessions]
    for person, chosen in data.chosen.items():
        hidden = {ids[place] for place in asked[person].hidden} if person in asked else set()
        assert len(hidden) == (max(1, round(len(chosen) / 5)) if person in asked else 0)
        assert set(parts.known[person]) == set(chosen) - hidden


def test_a_pool_has_the_hidden_ones_and_others_that_were_not_chosen(data: DataSet) -> None:
    position_of = {session.id: place for place, session in enumerate(data.sessions)}
    for query in split(data, 10, 30, 1).queries:
        known = {position_of[session] for session in data.chosen[query.person]} - set(query.hidden.tolist())
        assert len(query.pool) == 30
        assert set(query.hidden) <= set(query.pool)
        assert not known & set(query.pool.tolist())
        assert query.pool.tolist() == sorted(set(query.pool.tolist()))


def test_a_slot_has_only_what_is_held_at_the_same_time(data: DataSet) -> None:
    queries = split(data, 10, None, 1).queries
    ids = [str(session.id) for session in data.sessions]
    assert len({query.key for query in queries}) == len(queries) > len({query.person for query in queries})
    for query in queries:
        assert {data.times[ids[place]] for place in query.pool} == {data.times[ids[query.hidden[0]]]}
        assert set(query.hidden) < set(query.pool)


def test_the_seed_decides(data: DataSet) -> None:
    def hidden(seed: int) -> list[list[int]]:
        return [query.hidden.tolist() for query in split(data, 10, 300, seed).queries]

    assert hidden(1) == hidden(1) != hidden(2)


def test_sessions_that_overlap_are_at_the_same_time(tmp_path: Path) -> None:
    times = [("09:00", "10:00"), ("09:30", "10:30"), ("10:00", "11:00"), ("10:30", "11:30"), ("", "")]
    sessions = [
        {"id": number, "starts_at": start and f"2026-11-18T{start}", "ends_at": end and f"2026-11-18T{end}"}
        for number, (start, end) in enumerate(times)
    ]
    write(tmp_path / "sessions.csv", sessions)
    rows = [{"person": person, "session": session} for person in range(12) for session in (1, 4)]
    write(tmp_path / "choices.csv", rows)
    pools = {tuple(query.pool.tolist()) for query in split(read_data(tmp_path), 2, None, 1).queries}
    assert pools == {(0, 1, 2)}


def test_nobody_with_enough_choices_is_told(data: DataSet) -> None:
    with pytest.raises(InvalidInput, match=r"Nobody in choices\.csv has chosen 99 sessions: see --min-choices\."):
        split(data, 99, 300, 1)


def test_a_slot_without_times_is_told(tmp_path: Path) -> None:
    write(tmp_path / "sessions.csv", [{"id": number} for number in range(5)])
    write(tmp_path / "choices.csv", [{"person": "p", "session": number} for number in range(3)])
    data = read_data(tmp_path)
    with pytest.raises(InvalidInput, match="is starts_at given"):
        split(data, 2, None, 1)
    assert np.array([len(query.pool) for query in split(data, 2, 300, 1).queries]).tolist() == [3]
