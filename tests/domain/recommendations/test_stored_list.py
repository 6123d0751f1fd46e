"""What keeps a session back is told with the scores that the list shows, or said to be by another measure."""

import pytest

from domain.matching.why_not import WhyNot
from domain.recommendations.stored_list import StoredList, tell_against

LACKING = ("Its level is beginner, and you prefer advanced",)


def judged(place: int | None, score: int, reasons: tuple[str, ...] = ()) -> WhyNot:
    return WhyNot(place, score, False, reasons, LACKING)


@pytest.mark.parametrize(
    ("answer", "listed_at", "stored", "told"),
    [
        (judged(1, 90), 1, StoredList((51,)), ()),
        (judged(1, 90), 2, StoredList((51, 48)), "1 session of your list stands above it: it scores 51, this one 48"),
        (
            judged(1, 90),
            3,
            StoredList((60, 51, 51), is_by_model=True),
            "2 sessions of your list stand above it: the last of them scores 51 as well",
        ),
        (
            judged(17, 73),
            None,
            StoredList((60, 51), is_by_model=True),
            "16 sessions suit you better by Hallway’s algorithm alone, which gives it 73 of 100",
        ),
        (
            judged(17, 40),
            None,
            StoredList((60, 51)),
            "16 sessions suit you better: the last in your list scores 51, this one 40",
        ),
        (judged(2, 70), None, StoredList((60, 51)), "1 session suits you better"),
        (judged(2, 70), None, StoredList(), "1 session suits you better"),
        (judged(1, 4), None, StoredList((60,)), "It scores 4 of 100, and a recommendation needs 5"),
    ],
)
def test_it_is_told_by_the_stored_list(
    answer: WhyNot, listed_at: int | None, stored: StoredList, told: str | tuple[()]
) -> None:
    assert tuple(tell_against(answer, listed_at, stored)) == ((*LACKING, told) if told else ())


def test_a_session_without_a_place_has_the_algorithms_reasons_alone() -> None:
    assert tuple(tell_against(judged(None, 0, ("It is held twice",)), None, StoredList((51,)))) == ("It is held twice",)
