"""Which sessions teach a skill, looked up, against all phrases spelled."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.matching.facts import SessionFacts
from domain.matching.skills import index_openings, sessions_teaching
from domain.matching.specification import extract_skills_from_outcomes
from tests.domain.matching.strategies import programmes, words


@settings(max_examples=200, deadline=None)
@given(programmes(), st.lists(words, max_size=5), st.integers(0, 1000))
def test_looking_up_finds_what_spelling_all_phrases_finds(
    programme: list[SessionFacts], others: list[str], start: int
) -> None:
    spelled = [extract_skills_from_outcomes(session.outcomes) for session in programme]
    some = sorted(frozenset().union(*spelled))[start % 7 :: 7]
    asked = frozenset([*some, *others])
    taught = sessions_teaching(index_openings(programme), asked, len(programme))
    assert taught.of_session == tuple(skills & asked for skills in spelled)


@pytest.mark.parametrize(
    "skill", ["Machine-Learning Ops", "machine-learning-ops", "IŞIK", "işık", "Σίσυφος", "ﬁne Art"]
)
def test_hyphens_and_letters_with_odd_capitals_are_found_where_they_are_spelled(skill: str) -> None:
    outcomes = ("Machine-Learning ops", "ışık", "Işık IŞIK", "ΣΊΣΥΦΟΣ", "ﬁne art", "ıssız ada")
    taught = sessions_teaching(index_openings([SessionFacts(id="s", outcomes=outcomes)]), [skill], 1)
    assert (skill in taught.of_session[0]) == (skill in extract_skills_from_outcomes(outcomes))


def test_a_dotless_i_is_found_with_a_capital() -> None:
    """`casefold` would not: it keeps "ıssız", and makes "issız" of "Issız"."""
    programme = [SessionFacts(id="s", outcomes=("ıssız ada",))]
    taught = sessions_teaching(index_openings(programme), ["Issız", "Issız Ada", "Issız ada"], 1)
    assert taught.of_session == (frozenset({"Issız", "Issız Ada", "Issız ada"}),)
