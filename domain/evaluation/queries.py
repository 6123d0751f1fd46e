"""What is hidden of whom, and among which sessions it must be found again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from domain.errors import InvalidInput
from domain.evaluation.read_data import DataSet
from domain.matching.facts import Id, UserProfile

HIDDEN_SHARE = 0.2
MOST_QUERIES = 20_000  # a sample of so many says all there is to say
Positions = NDArray[np.intp]


@dataclass(frozen=True)
class Query:
    """One list to be made: for whom, out of which sessions (positions, ascending), and which of them they chose.

    `key` names the list; a person has one, or one for each slot in which a choice is hidden.
    """

    key: str
    person: str
    profile: UserProfile
    pool: Positions
    hidden: Positions


@dataclass(frozen=True)
class Split:
    """The choices that rankers may know, by person, and the queries about the others."""

    known: dict[Id, Sequence[Id]]
    queries: list[Query]


def split(data: DataSet, min_choices: int, pool: int | None, seed: int) -> Split:
    """Hide a fifth of the choices of everybody with at least `min_choices`, at random and the same for the same seed.

    `pool` is how many sessions a list is made of: the hidden ones and others that the person did not choose, at random.
    None makes it those held at the same time as a hidden one.

    Raises: `InvalidInput` if nobody has chosen enough, or no hidden session has a rival.
    """
    rng = np.random.default_rng(seed)
    position_of = {str(session.id): position for position, session in enumerate(data.sessions)}
    chosen = {
        person: np.array([position_of[one] for one in sessions]) for person, sessions in sorted(data.chosen.items())
    }
    hidden = {person: _hidden(positions, max(2, min_choices), rng) for person, positions in chosen.items()}
    known: dict[Id, Sequence[Id]] = {
        person: [data.sessions[place].id for place in np.setdiff1d(chosen[person], hidden[person])] for person in chosen
    }
    asked = [person for person, positions in hidden.items() if len(positions)]
    if not asked:
        raise InvalidInput(f"Nobody in choices.csv has chosen {max(2, min_choices)} sessions: see --min-choices.")
    make = _Pools(data, position_of, rng)
    lists_of = partial(make.at_random, size=pool) if pool else make.of_slots
    queries = [query for person in _sample(asked, rng) for query in lists_of(person, hidden[person], chosen[person])]
    if not queries:
        raise InvalidInput(
            "Everybody chose every session: there is nothing to rank."
            if pool
            else "No session that was hidden is held at the same time as another: is starts_at given?"
        )
    return Split(known, queries[:MOST_QUERIES])


def _hidden(chosen: Positions, min_choices: int, rng: np.random.Generator) -> Positions:
    size = max(1, round(len(chosen) * HIDDEN_SHARE)) if len(chosen) >= min_choices else 0
    return np.sort(rng.choice(chosen, size, replace=False))


def _sample(people: list[str], rng: np.random.Generator) -> list[str]:
    return [people[place] for place in rng.permutation(len(people))[:MOST_QUERIES]]


class _Pools:
    """Makes the queries of one data set."""

    def __init__(self, data: DataSet, position_of: Mapping[str, int], rng: np.random.Generator) -> None:
        self._data, self._rng = data, rng
        timed = [(position_of[session], *time) for session, time in data.times.items()]
        self._positions = np.array([position for position, _, _ in timed], dtype=np.intp)
        self._starts = np.array([start.timestamp() for _, start, _ in timed])
        self._ends = np.array([end.timestamp() for _, _, end in timed])

    def at_random(self, person: str, hidden: Positions, chosen: Positions, size: int) -> list[Query]:
        others = np.setdiff1d(np.arange(len(self._data.sessions)), chosen)
        size = min(len(others), max(0, size - len(hidden)))
        pool = np.sort(np.concatenate([hidden, self._rng.choice(others, size, replace=False)]))
        return [self._query(person, "", pool, hidden)] if size else []

    def of_slots(self, person: str, hidden: Positions, chosen: Positions) -> list[Query]:
        known = np.setdiff1d(chosen, hidden)
        queries = []
        for session in hidden:
            pool = np.setdiff1d(self._at_the_time_of(session), known)
            relevant = np.intersect1d(pool, hidden)
            if len(pool) > len(relevant) > 0:
                queries.append(self._query(person, f"@{session}", pool, relevant))
        return queries

    def _at_the_time_of(self, session: int) -> Positions:
        """Sessions that overlap it, itself among them; nothing where it has no time."""
        [place] = np.flatnonzero(self._positions == session)[:1].tolist() or [-1]
        if place < 0:
            return np.empty(0, dtype=np.intp)
        start, end = self._starts[place], self._ends[place]
        overlaps = (self._starts < end) & (self._ends > start) | (self._starts == start)
        return np.sort(self._positions[overlaps])

    def _query(self, person: str, suffix: str, pool: Positions, hidden: Positions) -> Query:
        # lists and histories go by user id: the key, which is one for each query
        key = f"{person}{suffix}"
        profile = self._data.profiles.get(person) or UserProfile(user_id=person)
        named = UserProfile(user_id=key, interests=profile.interests, role=profile.role)
        return Query(key, person, named, pool, hidden)
