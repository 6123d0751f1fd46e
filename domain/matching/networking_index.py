"""The participants of an event prepared for being matched with each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.facts import Id, PersonFacts
from domain.matching.incidence import incidence, numbered
from domain.matching.networking_points import GOALS, goals_of, worth_of_interest
from domain.matching.term_key import term_key

Spellings = dict[str, str]


@dataclass(frozen=True)
class PersonTerms:
    """One person's terms by key, each in their first spelling; a speaker's expertise is an interest and a skill."""

    interests: Spellings
    offers: Spellings
    needs: Spellings
    goals: frozenset[str]
    sessions: frozenset[Id]
    industry: str
    company: str


@dataclass(frozen=True)
class Lists:
    """Who has which of some words, as ones: people × words, and the same turned round to be multiplied with."""

    rows: csr_matrix
    columns: csr_matrix


@dataclass(frozen=True)
class PeopleIndex:
    """Features of `n` people in the order given, never written to; some kilobytes a person.

    `interests.rows` has points instead of ones; `both` are skills that somebody offers and needs. `goals` is
    n × `GOALS`; who told no industry or company has -1 there.
    """

    ids: tuple[Id, ...]
    position_of: dict[Id, int]
    terms: tuple[PersonTerms, ...]
    worth: dict[str, int]
    interests: Lists
    offers: Lists
    needs: Lists
    both: Lists
    sessions: Lists
    goals: NDArray[np.float32]
    industries: NDArray[np.intp]
    companies: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.ids)


def index_people(people: Sequence[PersonFacts]) -> PeopleIndex:
    """Prepare everybody who may be met; a tenth of a second for 5,000 people. Order decides between equals."""
    terms = tuple(map(_terms, people))
    ids = tuple(person.profile.user_id for person in people)
    interests, worth = _weighted([tuple(each.interests) for each in terms])
    skills = numbered(chain.from_iterable((*each.offers, *each.needs) for each in terms))
    return PeopleIndex(
        ids=ids,
        position_of={user_id: position for position, user_id in enumerate(ids)},
        terms=terms,
        worth=worth,
        interests=interests,
        offers=_lists([tuple(each.offers) for each in terms], skills),
        needs=_lists([tuple(each.needs) for each in terms], skills),
        both=_lists([tuple(key for key in each.needs if key in each.offers) for each in terms], skills),
        sessions=_session_lists(terms),
        goals=np.array([[goal in each.goals for goal in GOALS] for each in terms], np.float32).reshape(-1, len(GOALS)),
        industries=_numbers([each.industry for each in terms]),
        companies=_numbers([each.company for each in terms]),
    )


def _terms(person: PersonFacts) -> PersonTerms:
    profile = person.profile
    return PersonTerms(
        interests=_spellings((*profile.interests, *person.expertise)),
        offers=_spellings((*profile.skills_to_offer, *person.expertise, *person.offerings)),
        needs=_spellings(profile.skills_needed),
        goals=goals_of(person),
        sessions=person.session_ids,
        industry=term_key(profile.industry or ""),
        company=term_key(person.company or ""),
    )


def _spellings(terms: Iterable[str]) -> Spellings:
    found: Spellings = {}
    for term in terms:
        found.setdefault(term_key(term), term)
    found.pop("", None)
    return found


def _weighted(lists: Sequence[tuple[str, ...]]) -> tuple[Lists, dict[str, int]]:
    """Interests with the points that each is worth at this event."""
    plain = _lists(lists, rows := numbered(chain.from_iterable(lists)))
    holders = np.diff(plain.columns.indptr).tolist()
    worth = [worth_of_interest(count, len(lists)) for count in holders]
    weighted = plain.rows.copy()
    weighted.data = np.array(worth, dtype=np.int32)[weighted.indices]
    return Lists(weighted, plain.columns), dict(zip(rows, worth, strict=True))


def _lists(lists: Sequence[tuple[str, ...]], number_of: dict[str, int]) -> Lists:
    rows = incidence(lists, number_of, len(number_of))
    return Lists(rows, rows.T.tocsr())


def _session_lists(terms: Sequence[PersonTerms]) -> Lists:
    lists = [tuple(map(str, each.sessions)) for each in terms]
    return _lists(lists, numbered(chain.from_iterable(lists)))


def _numbers(labels: Sequence[str]) -> NDArray[np.intp]:
    number = numbered(filter(None, labels))
    return np.array([number.get(label, -1) for label in labels], dtype=np.intp)
