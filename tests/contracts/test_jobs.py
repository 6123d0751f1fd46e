"""Work types, the functions that do them, and the documentation name the same things."""

import re
from pathlib import Path

import domain.work.works as works
from domain.work.states import NEXT, State
from domain.work.work import Work
from jobs.worker import JOBS, SLOTS

DOCS = (Path(__file__).parents[2] / "docs" / "jobs.md").read_text()
WORKS = {name: work for name, work in vars(works).items() if isinstance(work, type) and issubclass(work, Work)}
del WORKS["Work"]


def test_each_kind_of_work_has_a_job() -> None:
    assert JOBS.keys() == WORKS.keys()


def test_each_kind_of_work_is_documented_with_its_queue() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", DOCS, re.MULTILINE))
    assert rows == {name: work.queue for name, work in WORKS.items()}


def test_each_queue_has_slots() -> None:
    assert {work.queue for work in WORKS.values()} == SLOTS.keys()


def test_the_drawn_transitions_are_the_allowed_ones() -> None:
    names = "|".join(State)
    drawn = set(re.findall(rf"^    ({names}) --> ({names})", DOCS, re.MULTILINE))
    assert drawn == {(state.value, following.value) for state, after in NEXT.items() for following in after}
