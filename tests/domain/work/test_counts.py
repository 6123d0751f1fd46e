"""Counts of jobs by state."""

import pytest

from domain.ids import uuid7
from domain.tables import Job
from domain.work import counts
from domain.work.counts import count_states
from domain.work.enqueue import enqueue_all
from domain.work.states import State
from domain.work.works import SendMail


async def test_every_state_has_a_count_and_few_are_counted_exactly(database: None) -> None:
    ids = await enqueue_all([SendMail(mail_id=uuid7()) for _ in range(6)])
    await Job.update({Job.state: "succeeded"}).where(Job.id.is_in(ids[:3]))
    await Job.update({Job.state: "dead"}).where(Job.id.is_in(ids[3:4]))

    found = await count_states()

    expected = {State.SCHEDULED: 2, State.SUCCEEDED: 3, State.DEAD: 1}
    assert found.by_state == {state: expected.get(state, 0) for state in State}
    assert found.of(State.SCHEDULED, State.DEAD) == 3
    assert not found.is_succeeded_estimated


async def test_many_succeeded_are_what_the_statistics_say(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    few = counts._COUNT.replace(str(counts.COUNTED_EXACTLY), "4").replace(str(counts.COUNTED_EXACTLY + 1), "5")
    monkeypatch.setattr(counts, "_COUNT", few)
    ids = await enqueue_all([SendMail(mail_id=uuid7()) for _ in range(12)])
    await Job.update({Job.state: "succeeded"}).where(Job.id.is_in(ids[:10]))
    await Job.raw("ANALYZE job")

    found = await count_states()

    assert (found.of(State.SUCCEEDED), found.of(State.SCHEDULED)) == (10, 2)
    assert found.is_succeeded_estimated
