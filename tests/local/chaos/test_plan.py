import random
from collections import Counter

from local.chaos.plan import Blow, plan_blows


def test_five_minutes_strike_often_enough_to_prove_something() -> None:
    for seed in range(20):
        counted = Counter(planned.blow for planned in plan_blows(300, random.Random(seed)))
        assert counted[Blow.KILL_WORKER] >= 30
        assert counted[Blow.STOP_WORKER] >= 15
        assert (counted[Blow.KILL_VALKEY], counted[Blow.EMPTY_VALKEY], counted[Blow.CRASH_POSTGRES]) == (3, 1, 1)


def test_blows_come_in_order_and_within_the_run() -> None:
    times = [planned.at_seconds for planned in plan_blows(60, random.Random(1))]
    assert times == sorted(times)
    assert times[0] > 0 and times[-1] < 60


def test_a_seed_tells_the_run() -> None:
    assert plan_blows(60, random.Random(5)) == plan_blows(60, random.Random(5))
    assert plan_blows(60, random.Random(5)) != plan_blows(60, random.Random(6))
