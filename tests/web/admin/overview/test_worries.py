"""Worries: each has its threshold, its words and the page on which it is mended; the most urgent are first."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec import structs

from domain.model.breaker import BreakerState, BreakerView
from domain.model.statistics import EventSpending
from domain.schedules.lateness import IdleSchedule
from domain.work.dead_lately import DeadLately
from domain.work.queues import QueueDepth
from domain.work.statistics.buckets import Spread
from domain.work.statistics.throughput import Ended, Period, QueueThroughput, Throughput, ThroughputPoint
from domain.work.workers import Replaced, WorkerStatus
from web.admin.overview.model import ModelStanding
from web.admin.overview.standing import Standing, Worry
from web.admin.overview.worries import list_worries
from web.admin.overview.worry_words import about

NOW = datetime(2026, 11, 18, 9, 26, tzinfo=UTC)
CLOSED = BreakerView(BreakerState.CLOSED, 0)
NO_SPREAD = Spread(0, None, None)


def worker(silent: float = 1, *queues: str, host: str = "fjord") -> WorkerStatus:
    return WorkerStatus(
        id=UUID(int=1),
        host=host,
        pid=7,
        version="1",
        queues=queues or ("bulk",),
        started_at=NOW,
        heartbeat_at=NOW,
        running=0,
        job_id=None,
        job_name=None,
        silent_for=timedelta(seconds=silent),
    )


def queue(name: str = "bulk", waiting: int = 0, oldest: float | None = None, paused: bool = False) -> QueueDepth:
    since = NOW - timedelta(minutes=14) if paused else None
    return QueueDepth(name, waiting, 0, 0, 0, timedelta(seconds=oldest) if oldest is not None else None, since)


def hour(succeeded: int = 0, failed: int = 0, counted: float | None = 60) -> Throughput:
    ended = Ended(succeeded, failed, 0, NO_SPREAD, NO_SPREAD)
    queues = (QueueThroughput("bulk", ended, ()),) if succeeded + failed else ()
    points = tuple([ThroughputPoint(at, ended) for at in Period.HOUR.points(NOW)])
    until = None if counted is None else NOW - timedelta(seconds=counted)
    return Throughput(Period.HOUR, NOW, points, queues, ended, until, is_bounded=False)


def standing(**changed: Any) -> Standing:
    well: dict[str, Any] = {
        "at": NOW,
        "expected": frozenset({"bulk"}),
        "queues": (queue(),),
        "workers": (worker(),),
        "hour": hour(),
        "replaced": (),
        "dead": 0,
        "dead_lately": DeadLately(),
        "schedules": (),
        "model": ModelStanding(is_set=True, breaker=CLOSED, cap=10_000_000, event_cap=5_000_000),
    }
    return Standing(**{**well, **changed})


def model(breaker: BreakerView | None = CLOSED, spent: int = 0, event_spent: int = 0) -> ModelStanding:
    events = (EventSpending(UUID(int=3), "Harbour Conf", "harbour", event_spent),)
    return ModelStanding(is_set=True, breaker=breaker, spent=spent, cap=10_000_000, event_cap=5_000_000, events=events)


def only(**changed: Any) -> Worry:
    [worry] = list_worries(standing(**changed))
    return worry


def test_workers_that_die_and_are_replaced_are_told_of_and_worse_where_it_goes_on() -> None:
    last = NOW - timedelta(minutes=4)
    once = only(replaced=(Replaced(("interactive", "notifications"), 1, last),))
    assert once.tone == "warn"
    assert once.words.startswith("interactive and notifications: a worker died and was replaced in the last hour, the")
    again = only(replaced=(Replaced(("bulk",), 3, last),))
    assert (again.tone, again.route) == ("bad", "admin.workers")
    assert again.words.startswith("bulk: workers died 3 times in the last hour")


def test_where_all_is_well_there_is_none() -> None:
    assert list_worries(standing()) == ()


def test_a_late_queue_tells_how_many_of_its_workers_are_gone() -> None:
    found = only(queues=(queue(waiting=9, oldest=14 * 60),), workers=(worker(), worker(40)))
    assert found == Worry("bad", "bulk: the oldest job waits 14 min, 1 of 2 workers is gone.", "admin.workers")


@pytest.mark.parametrize(
    ("name", "seconds", "tone"),
    [("interactive", 29, None), ("interactive", 30, "bad"), ("bulk", 299, None), ("bulk", 300, "warn")],
)
def test_people_wait_less_long_than_imports(name: str, seconds: int, tone: str | None) -> None:
    found = list_worries(
        standing(expected=frozenset(), queues=(queue(name, 1, seconds),), workers=(worker(1, name, "bulk"),))
    )
    assert [worry.tone for worry in found] == ([tone] if tone else [])
    assert {worry.query for worry in found} <= {f"tab=waiting&queue={name}"}


def test_a_queue_without_a_worker_says_what_waits_in_it() -> None:
    found = only(queues=(queue(waiting=1_200, oldest=95),), workers=())
    assert found == Worry("bad", "bulk: no worker, and 1,200 jobs waiting, the oldest for 1 min.", "admin.workers")


def test_queues_without_a_worker_and_without_work_are_told_in_one_sentence() -> None:
    found = only(expected=frozenset({"bulk", "interactive"}), queues=(), workers=())
    assert found.words == "No worker for bulk and interactive: what comes waits until one starts."


def test_a_worker_that_is_gone_is_told_of_once() -> None:
    assert only(workers=(worker(), worker(40, host="holm"))).words == (
        "1 of 2 workers is gone: holm 7, silent for 40 s. Others take over their jobs."
    )


def test_a_paused_queue_is_not_late() -> None:
    found = only(queues=(queue(waiting=14, oldest=4_000, paused=True),))
    assert found == Worry("warn", "bulk is paused since 09:12 UTC: 14 jobs waiting.", "admin.overview", "#queues")


@pytest.mark.parametrize(
    ("breaker", "tone", "words"),
    [
        (
            BreakerView(BreakerState.OPEN, 5, NOW - timedelta(minutes=14), NOW + timedelta(seconds=9)),
            "warn",
            "The model’s breaker is open since 09:12 UTC: the algorithm answers.",
        ),
        (
            BreakerView(BreakerState.OPEN, 5, NOW - timedelta(days=1)),
            "bad",
            "The model’s breaker is open since 17 Nov 09:26 UTC: the algorithm answers until somebody closes it.",
        ),
        (
            BreakerView(BreakerState.HALF_OPEN, 5),
            "warn",
            "The model’s breaker is open, and one call tries: the algorithm answers.",
        ),
    ],
)
def test_an_open_breaker_says_since_when_and_who_answers(breaker: BreakerView, tone: str, words: str) -> None:
    assert only(model=model(breaker)) == Worry(tone, words, "admin.model")


def test_without_valkey_nothing_is_known_of_the_breaker_and_jobs_are_safe() -> None:
    assert only(model=model(None)).words == "Valkey is away: jobs are safe, and wait until it is back."


def test_without_a_model_nobody_worries_about_its_breaker() -> None:
    held = BreakerView(BreakerState.OPEN, 5)
    assert list_worries(standing(model=ModelStanding(is_set=False, breaker=held))) == ()


@pytest.mark.parametrize(
    ("spent", "words"),
    [
        (7_900_000, None),
        (8_000_000, "The model has cost $8.00 of today’s $10.00; then the algorithm answers."),
        (
            10_000_000,
            "Today’s cap of $10.00 for the model is reached: the algorithm answers until midnight UTC.",
        ),
    ],
)
def test_money_is_told_of_before_it_is_gone(spent: int, words: str | None) -> None:
    assert [worry.words for worry in list_worries(standing(model=model(spent=spent)))] == ([words] if words else [])


@pytest.mark.parametrize(
    ("spent", "words"),
    [
        (4_100_000, "Harbour Conf has used $4.10 of its $5.00 for the model."),
        (5_000_000, "Harbour Conf has used its cap of $5.00 for the model: the algorithm answers there."),
    ],
)
def test_an_event_near_its_cap_leads_to_its_own_spending(spent: int, words: str) -> None:
    assert only(model=model(event_spent=spent)) == Worry("warn", words, "admin.model", f"event={UUID(int=3)}")


def test_dead_letters_say_how_many_lately_and_what_most_died_of() -> None:
    lately = DeadLately(recent=12, looked_at=37, alike=30, sample="ConnectionError: mail to ada@demo.example\nrefused")
    found = only(dead=37, dead_lately=lately)
    assert found.tone == "bad"
    assert found.words.startswith("37 dead letters, 12 in the last hour, most of them “ConnectionError: mail to")
    assert "ada@" not in found.words
    assert "\n" not in found.words


def test_old_dead_letters_are_less_urgent_and_long_errors_are_cut() -> None:
    found = only(dead=2, dead_lately=DeadLately(0, 2, 1, "x " * 200))
    assert found.tone == "warn"
    assert found.words.startswith("2 dead letters, none in the last hour, many of them “x x")
    assert len(found.words) < 150


@pytest.mark.parametrize(("succeeded", "failed", "is_told"), [(18, 2, True), (182, 18, False), (10, 9, False)])
def test_a_tenth_of_enough_attempts_is_too_much(succeeded: int, failed: int, is_told: bool) -> None:
    found = list_worries(standing(hour=hour(succeeded, failed)))
    assert [worry.words for worry in found] == (["bulk: 10% of 20 attempts failed in the last hour."] * is_told)


def test_queues_that_fail_at_once_are_told_in_one_line() -> None:
    failing = hour(18, 2)
    [bulk] = failing.queues
    found = only(hour=structs.replace(failing, queues=(bulk, structs.replace(bulk, name="notifications"))))
    assert found.words == "bulk: 10% of 20 attempts; notifications: 10% of 20 attempts failed in the last hour."


def test_a_schedule_that_missed_its_time_is_named_and_of_many_their_number() -> None:
    late = [IdleSchedule("SendReminders", "Harbour Conf", NOW - timedelta(minutes=26), None)] * 5
    found = list_worries(standing(schedules=tuple(late)))
    assert found[0].words == "SendReminders of Harbour Conf was due at 09:00 UTC and did not start."
    assert (len(found), found[-1].words) == (4, "2 more schedules missed their time.")


def test_paused_schedules_are_told_last() -> None:
    paused = (IdleSchedule("A", None, None, NOW), IdleSchedule("B", "Harbour Conf", None, NOW))
    found = list_worries(standing(schedules=paused, dead=1, dead_lately=DeadLately(0, 1, 1, "E")))
    assert found[-1] == Worry("", "A and B of Harbour Conf are paused.", "admin.schedules")
    assert found[0].words == "1 dead letter, none in the last hour: “E”"


@pytest.mark.parametrize(("seconds", "is_told"), [(599, False), (601, True), (None, False)])
def test_counts_that_are_behind_say_that_figures_are_too_low(seconds: float | None, is_told: bool) -> None:
    found = list_worries(standing(hour=hour(counted=seconds)))
    assert bool(found) is is_told


def test_what_is_bad_comes_before_what_is_merely_late() -> None:
    held = BreakerView(BreakerState.OPEN, 5)
    found = list_worries(standing(queues=(queue(waiting=1, oldest=400),), model=model(held, spent=9_000_000)))
    assert [worry.tone for worry in found] == ["bad", "warn", "warn"]
    assert "breaker" in found[0].words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "10 s"), (38, "30 s"), (61, "1 min"), (7_199, "119 min"), (7_200, "2 h"), (200_000, "2 days")],
)
def test_a_worry_is_only_so_exact_as_it_need_be(seconds: int, words: str) -> None:
    assert about(timedelta(seconds=seconds)) == words
