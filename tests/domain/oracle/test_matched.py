"""The model's list, completed by the algorithm's."""

from domain.oracle.matched import Match, completed


def match(name: str, score: int, *reasons: str) -> Match:
    return Match(name, score, reasons)


def test_what_the_model_judged_comes_once_with_its_own_score() -> None:
    judged = (match("a", 90, "of the model"), match("b", 40))
    others = (match("b", 70, "of the algorithm"), match("c", 60), match("a", 30))

    assert completed(judged, others, 10) == (match("a", 90, "of the model"), match("c", 60), match("b", 40))


def test_there_are_no_more_than_were_asked_for() -> None:
    others = tuple(match(str(number), 50) for number in range(9))

    assert completed((match("a", 20),), others, 3) == (others[0], others[1], match("a", 20))
