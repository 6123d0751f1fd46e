"""Drawing from an urn."""

from collections import Counter
from random import Random

from local.demo.urn import draw_count, fill


def test_heavier_things_are_drawn_more_often() -> None:
    random, urn = Random(3), fill({"rare": 1, "common": 9})
    drawn = Counter(urn.draw_one(random) for _ in range(1000))
    assert 850 < drawn["common"] < 950


def test_what_weighs_nothing_is_never_drawn() -> None:
    assert fill({"never": 0, "always": 1}).draw(Random(3), 2) == ("always",)


def test_no_thing_is_drawn_twice_and_no_more_than_there_are() -> None:
    assert sorted(fill({"a": 1, "b": 1, "c": 1}).draw(Random(3), 9)) == ["a", "b", "c"]


def test_counts_reach_both_ends() -> None:
    random = Random(3)
    assert {draw_count(random, 4, 8) for _ in range(200)} == {4, 5, 6, 7, 8}
