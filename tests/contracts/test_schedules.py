"""Schedules, the work they ask for, and the documentation name the same things."""

import re
from datetime import date
from pathlib import Path

import pytest

from domain.ids import NIL
from domain.schedules.declaration import Schedule, make_work
from jobs.worker import JOBS, SCHEDULES

DOCS = (Path(__file__).parents[2] / "docs" / "schedules.md").read_text()


def row(schedule: Schedule) -> tuple[str, str, str, str, str]:
    zone = "each event's" if schedule.for_each_event else "UTC"
    return schedule.name, schedule.cron, zone, schedule.work.__name__, schedule.catch_up.value


def test_each_schedule_is_documented_as_it_is() -> None:
    documented = re.findall(r"^\| ([\w -]+) \| `([^`]+)` \| ([\w' ]+) \| `(\w+)` \| (\w+) \|", DOCS, re.MULTILINE)
    assert documented == [row(schedule) for schedule in SCHEDULES]


def test_no_two_schedules_share_a_name() -> None:
    assert len({schedule.name for schedule in SCHEDULES}) == len(SCHEDULES)


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule.name)
def test_a_job_does_the_work_of_each_schedule(schedule: Schedule) -> None:
    event_id = NIL if schedule.for_each_event else None
    work = make_work(schedule.work.__name__, event_id, date(2026, 11, 18))
    assert type(work) is schedule.work
    assert schedule.work.__name__ in JOBS


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule.name)
def test_only_what_is_for_each_event_asks_for_one(schedule: Schedule) -> None:
    assert schedule.for_each_event == ("event_id" in schedule.work.__struct_fields__)
