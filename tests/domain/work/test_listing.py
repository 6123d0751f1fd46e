"""The ledger read page by page."""

from uuid import UUID

import pytest

from domain.errors import InvalidInput
from domain.ids import NIL, uuid7
from domain.tables import Job
from domain.work import listing
from domain.work.enqueue import Placement, enqueue, enqueue_all
from domain.work.filter import JobFilter, Place, Sort
from domain.work.listing import list_jobs
from domain.work.matching import LAST
from domain.work.states import State
from domain.work.works import GenerateRecommendations, SendMail

EVENT = uuid7()


async def make_jobs(count: int, state: State = State.SCHEDULED) -> list[UUID]:
    """So many jobs in a state, the newest first."""
    ids = await enqueue_all([GenerateRecommendations(user_id=uuid7(), event_id=EVENT) for _ in range(count)])
    await Job.update({Job.state: state.value}).where(Job.id.is_in(ids))
    return sorted(ids, reverse=True)


async def read_all(wanted: JobFilter, page_size: int, sort: Sort = Sort.NEWEST) -> list[UUID]:
    """The ids of every page, one after the other."""
    found: list[UUID] = []
    place = None
    while True:
        page = await list_jobs(wanted, sort, place, page_size)
        found.extend(job.id for job in page.jobs)
        if page.after is None:
            return found
        place = page.after


async def read_all_backwards(wanted: JobFilter, page_size: int, sort: Sort = Sort.NEWEST) -> list[UUID]:
    """To the last page, and back from there; what the pages before it show, in the order of the list."""
    place, page = None, await list_jobs(wanted, sort, None, page_size)
    while page.after:
        place = page.after
        page = await list_jobs(wanted, sort, place, page_size)
    found = [job.id for job in page.jobs]
    while page.before:
        page = await list_jobs(wanted, sort, page.before, page_size)
        found = [job.id for job in page.jobs] + found
    return found


@pytest.mark.parametrize("count", [0, 1, 3, 6, 7])
async def test_the_pages_together_are_every_job_once_newest_first(database: None, count: int) -> None:
    jobs = await make_jobs(count) if count else []
    assert await read_all(JobFilter(), page_size=3) == jobs
    assert await read_all_backwards(JobFilter(), page_size=3) == jobs
    assert len((await list_jobs(JobFilter(), page_size=3)).jobs) == min(count, 3)


async def test_the_first_page_has_none_before_it_also_when_it_is_come_back_to(database: None) -> None:
    await make_jobs(5)
    first = await list_jobs(JobFilter(), page_size=3)
    assert first.before is None
    second = await list_jobs(JobFilter(), place=first.after, page_size=3)
    assert (second.after, second.before is None) == (None, False)
    again = await list_jobs(JobFilter(), place=second.before, page_size=3)
    assert (again.jobs, again.before, again.after) == (first.jobs, None, first.after)


async def test_a_tab_of_two_states_merges_them_by_age(database: None) -> None:
    jobs = await make_jobs(6)
    await Job.update({Job.state: "dispatched"}).where(Job.id.is_in(jobs[::2]))
    await make_jobs(2, State.DEAD)
    waiting = JobFilter((State.SCHEDULED, State.DISPATCHED))
    assert await read_all(waiting, page_size=2) == jobs
    assert await read_all_backwards(waiting, page_size=2) == jobs


@pytest.mark.parametrize("state", list(State))
async def test_each_state_is_listed_by_itself(database: None, state: State) -> None:
    for other in State:
        if other is not state:
            await make_jobs(1, other)
    jobs = await make_jobs(2, state)
    page = await list_jobs(JobFilter((state,)))
    assert [(job.id, job.state) for job in page.jobs] == [(job, state) for job in jobs]


async def test_filters_by_queue_and_name_find_what_they_name(database: None) -> None:
    await make_jobs(2)
    mail = await enqueue(SendMail(mail_id=uuid7()))
    moved = await enqueue(SendMail(mail_id=uuid7()), Placement(queue="bulk"))
    assert [job.id for job in (await list_jobs(JobFilter(name="SendMail"))).jobs] == [moved, mail]
    assert [job.id for job in (await list_jobs(JobFilter(queue="bulk", name="SendMail"))).jobs] == [moved]
    assert (await list_jobs(JobFilter(queue="'; drop table job; --"))).jobs == ()


async def test_a_filter_that_finds_nothing_stops_looking_and_says_where_to_go_on(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_SORTED", 4)
    mail = await enqueue(SendMail(mail_id=uuid7()))
    jobs = await make_jobs(9)

    first = await list_jobs(JobFilter(name="SendMail"))
    assert (first.jobs, first.after, first.was_cut) == ((), Place(str(jobs[4])), True)
    assert await read_all(JobFilter(name="SendMail"), page_size=3) == [mail]
    assert await read_all_backwards(JobFilter(name="SendMail"), page_size=3) == [mail]


async def test_where_one_state_is_cut_the_others_go_no_further(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_SORTED", 2)
    dead = await make_jobs(3, State.DEAD)
    mails = [await enqueue(SendMail(mail_id=uuid7())) for _ in range(2)]
    newer = await make_jobs(5, State.DEAD)
    wanted = JobFilter(queue="interactive")
    assert await read_all(wanted, page_size=2) == newer + dead
    assert await read_all_backwards(wanted, page_size=2) == newer + dead
    assert await read_all(JobFilter(queue="notifications"), page_size=2) == mails[::-1]


ORDERS = {
    Sort.OLDEST_DUE: ((State.SCHEDULED, State.DISPATCHED), "due_at", False),
    Sort.PRIORITY: ((State.SCHEDULED,), "priority", True),
    Sort.LONGEST_RUNNING: ((State.RUNNING,), "started_at", False),
    Sort.MOST_ATTEMPTS: ((State.DEAD, State.CANCELLED), "attempts", True),
}


@pytest.mark.parametrize("sort", ORDERS)
async def test_each_other_order_has_every_job_once_and_ties_by_age(database: None, sort: Sort) -> None:
    states, column, is_descending = ORDERS[sort]
    jobs = await make_jobs(7, states[0])
    value = "now() - make_interval(mins => {} % 3)" if column.endswith("_at") else "{} % 3"
    for place, job in enumerate(jobs):
        await Job.raw(f"UPDATE job SET {column} = {value} WHERE id = {{}}", place, job)
    rows = await Job.raw(f"SELECT id FROM job ORDER BY {column} {'DESC' if is_descending else 'ASC'}, id")
    wanted = JobFilter(states)
    assert await read_all(wanted, 3, sort) == [row["id"] for row in rows]
    assert await read_all_backwards(wanted, 3, sort) == [row["id"] for row in rows]


async def test_an_order_of_more_jobs_than_are_sorted_says_that_it_was_cut(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = await make_jobs(5)
    waiting = JobFilter((State.SCHEDULED,))
    monkeypatch.setattr(listing, "MOST_SORTED", 5)
    assert not (await list_jobs(waiting, Sort.PRIORITY)).was_cut
    monkeypatch.setattr(listing, "MOST_SORTED", 4)
    page = await list_jobs(waiting, Sort.PRIORITY)
    assert ([job.id for job in page.jobs], page.was_cut) == (jobs[:0:-1], True)


async def test_millions_that_succeeded_are_listed_by_age_only(database: None) -> None:
    with pytest.raises(InvalidInput, match="cannot be sorted by most attempts; they can by newest"):
        await list_jobs(JobFilter((State.SUCCEEDED, State.DEAD)), Sort.MOST_ATTEMPTS)
    with pytest.raises(InvalidInput):
        await list_jobs(JobFilter(), Sort.OLDEST_DUE)


async def test_the_pages_beyond_both_ends_are_empty(database: None) -> None:
    await make_jobs(1)
    for place in (Place(str(NIL)), Place(str(LAST), is_backwards=True)):
        page = await list_jobs(JobFilter(), place=place)
        assert page.jobs == ()


@pytest.mark.parametrize("place", ["x", "2026-13-01 nothing", "5", ""])
async def test_a_place_that_is_of_no_page_is_refused_in_a_sentence(database: None, place: str) -> None:
    for sort in (Sort.NEWEST, Sort.OLDEST_DUE):
        with pytest.raises(InvalidInput, match="begin with the first"):
            await list_jobs(JobFilter((State.SCHEDULED,)), sort, Place(place))
