"""Why a session is not in somebody's list: each answer, and that it is true."""

import msgspec
import pytest
from hypothesis import given, settings

from domain.matching.facts import Choices, SessionFacts, UserProfile
from domain.matching.recommendations import index_programme, recommend
from domain.matching.why_not import Circumstances, WhyNot, why_not
from tests.domain.matching.strategies import choices, people, programmes
from tests.domain.matching.test_recommendations import ADA, PERFECT, PROGRAMME

OTHER = SessionFacts(
    id="other", title="Gardens", difficulty="beginner", target_audience=("Gardener",), outcomes=("Dig",)
)
INDEX = index_programme([*PROGRAMME, PERFECT, OTHER])


def test_the_best_session_has_nothing_against_it() -> None:
    found = why_not(INDEX, ADA, "perfect")
    assert (found.place, found.is_listed, found.reasons) == (1, True, ())
    assert found.score >= 90


def test_all_that_is_lacking_is_told_and_what_is_better() -> None:
    found = why_not(INDEX, ADA, "other")
    assert not found.is_listed
    assert found.reasons[:5] == (
        "None of your interests is a topic of it or occurs in its text",
        "Its level is beginner, and you prefer advanced",
        "It is meant for others than your role: “Gardener”",
        "Its outcomes serve none of your goals",
        "It scores 0 of 100, and a recommendation needs 5",
    )
    assert "suit you better" in found.reasons[5]


def test_a_session_below_the_end_of_the_list_is_told_what_the_last_one_scores() -> None:
    found = why_not(INDEX, ADA, "mention", limit=1)
    last = recommend(INDEX, [ADA], 1)[0][-1].score
    assert found.place is not None
    better = f"{found.place - 1} sessions suit" if found.place > 2 else "1 session suits"
    assert found.reasons[-1] == f"{better} you better: the last in your list scores {last}, this one {found.score}"


@pytest.mark.parametrize(
    ("circumstances", "reason"),
    [
        (Circumstances(is_cancelled=True), "It was cancelled"),
        (Circumstances(is_over=True), "It is over"),
        (Circumstances(is_dismissed=True), "You hid it"),
    ],
)
def test_what_bars_a_session_is_told_alone(circumstances: Circumstances, reason: str) -> None:
    found = why_not(INDEX, ADA, "perfect", circumstances=circumstances)
    assert (found.place, found.is_listed, found.reasons) == (None, False, (reason,))
    assert why_not(INDEX, ADA, "gone", circumstances=circumstances).reasons == (reason,)


def test_an_unknown_session_does_not_take_place() -> None:
    expected = WhyNot(None, 0, False, ("It is not among the sessions that take place",))
    assert why_not(INDEX, ADA, "gone") == expected


def test_who_named_no_interests_is_told_so() -> None:
    assert "You named no interests" in why_not(INDEX, UserProfile(user_id="new"), "rust").reasons


def test_a_repeat_is_told_which_one_is_listed() -> None:
    abstract = "Bring a pen, and a notebook of forty pages."
    days = [SessionFacts(id=str(day), title=f"Rust, day {day}", description=abstract) for day in (1, 2)]
    index = index_programme(days)
    [[listed]] = recommend(index, [ADA])
    [hidden] = {"1", "2"} - {listed.session_id}
    reasons = why_not(index, ADA, str(hidden)).reasons
    assert reasons == (f"It is held more than once, and of these times a list takes “Rust, day {listed.session_id}”",)


@settings(max_examples=60, deadline=None)
@given(people(), programmes(), choices())
def test_it_agrees_with_the_list(profiles: list[UserProfile], programme: list[SessionFacts], chosen: Choices) -> None:
    index = index_programme(programme, chosen, profiles)
    for profile, found in zip(profiles, recommend(index, profiles, 5, histories=chosen), strict=True):
        history = chosen.get(profile.user_id, ())
        scores = {one.session_id: one.score for one in found}
        for session in programme:
            answer = why_not(index, profile, session.id, history=history, limit=5)
            assert answer.is_listed == (session.id in scores)
            assert answer.score == scores.get(session.id, answer.score)
            assert answer.reasons or answer.place == 1
            assert msgspec.json.encode(answer)
