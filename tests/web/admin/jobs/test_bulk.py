"""Many jobs at once: chosen one by one or by filter, shown with their exact number, and changed for a reason."""

import html
import json
import re
from typing import Any
from uuid import UUID

import pytest

from domain.ids import uuid7
from domain.tables import AuditEntry, Job, User
from domain.work.enqueue import enqueue
from domain.work.works import GenerateRecommendations, SendMail
from tests.cast import Cast
from tests.web.visitor import Visitor

ASK = "/admin/jobs/confirmation"


async def make_dead(number: int, error: str = "f1") -> list[UUID]:
    jobs = [await enqueue(SendMail(mail_id=uuid7())) for _ in range(number)]
    await Job.update({"state": "dead", "fingerprint": error, "error": "No <route>"}).where(Job.id.is_in(jobs))
    return jobs


async def states() -> dict[str, int]:
    rows = await Job.raw("SELECT state, count(*) AS jobs FROM job GROUP BY state")
    return {row["state"]: row["jobs"] for row in rows}


def form_of(page: str) -> tuple[str, dict[str, str]]:
    """Where the page's form leads, and its hidden fields."""
    form = page.split('<form class="panel stack"')[1].split("</form>")[0]
    hidden = re.findall(r'<input type="hidden" name="(choice|back)" value="([^"]*)"', form)
    return form.split('action="')[1].split('"')[0], {name: html.unescape(value) for name, value in hidden}


async def confirm(root: Visitor, query: str, **typed: str) -> Any:
    page = await root.get(f"{ASK}?{query}")
    assert page.status_code == 200
    path, hidden = form_of(page.text)
    return await root.post(path, {**hidden, **typed})


async def test_the_list_offers_what_fits_its_tab_to_those_who_may(root: Visitor, cast: Cast) -> None:
    [job] = await make_dead(1)
    page = (await root.get("/admin/jobs?tab=dead")).text
    assert f'name="job" value="{job}"' in page
    assert re.findall(r'name="action" value="(\w+)"', page) == ["retry", "delete"]

    await User.update({User.admin: "read"}).where(User.id == cast.root)
    page = (await root.get("/admin/jobs?tab=dead")).text
    assert 'name="job"' not in page
    assert "repeats/new" not in page
    assert 'name="action"' not in page


async def test_who_may_only_look_is_refused(root: Visitor, cast: Cast) -> None:
    await User.update({User.admin: "read"}).where(User.id == cast.root)
    assert (await root.get(f"{ASK}?action=retry&all=yes")).status_code == 403
    for kind in ("retries", "replays", "runs", "priorities", "cancellations", "deletions"):
        assert (await root.post(f"/admin/jobs/bulk-{kind}")).status_code == 403


async def test_all_that_match_are_shown_with_their_exact_number_and_the_filter_in_words(
    root: Visitor, cast: Cast
) -> None:
    await make_dead(27)
    await make_dead(2, "f2")
    page = (await root.get(f"{ASK}?action=delete&all=yes&tab=dead&error=f1&queue=notifications")).text
    assert "<h1>Delete: 27 jobs</h1>" in page
    assert "27 jobs that are dead, in the queue notifications, with the error “No &lt;route&gt;”." in page
    assert "and 17 more" in page
    assert page.count("No &lt;route&gt;") == 1


async def test_what_was_confirmed_is_done_said_and_written_down(root: Visitor, cast: Cast) -> None:
    await make_dead(27)
    await make_dead(2, "f2")
    answer = await confirm(root, "action=delete&all=yes&tab=dead&error=f1", reason="The route is gone")

    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/jobs?tab=dead&error=f1")
    assert "27 jobs deleted." in (await root.get(answer.headers["location"])).text
    assert await states() == {"dead": 2}
    [entry] = await AuditEntry.select()
    assert (entry["action"], entry["affected"], entry["reason"]) == ("jobs.delete", 27, "The route is gone")
    assert entry["actor_id"] == cast.root


async def test_ticked_jobs_are_retried_at_once(root: Visitor) -> None:
    dead = await make_dead(3)
    query = "&".join(f"job={job}" for job in dead[:2])
    assert "<h1>Retry: 2 jobs</h1>" in (await root.get(f"{ASK}?action=retry&{query}")).text
    answer = await confirm(root, f"action=retry&tab=dead&{query}", reason="The route is back")
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/jobs?tab=dead")
    assert await states() == {"scheduled": 2, "dead": 1}


async def test_all_that_match_are_replayed_some_each_second(root: Visitor, cast: Cast) -> None:
    await make_dead(27)
    await make_dead(2, "f2")
    page = (await root.get(f"{ASK}?action=retry&all=yes&tab=dead&error=f1")).text
    assert "<h1>Replay: 27 jobs</h1>" in page
    assert 'name="pace" type="number" value="50"' in page

    answer = await confirm(root, "action=retry&all=yes&tab=dead&error=f1", reason="The route is back", pace="5")
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/dead-letters")
    page = (await root.get("/admin/dead-letters")).text
    assert "The replay has begun" in page
    assert "Replaying 0 of 27 at 5 each second, about 5.4 s left" in page
    assert await states() == {"scheduled": 1, "dead": 29}
    [entry] = await AuditEntry.select()
    assert (entry["action"], entry["affected"], entry["reason"]) == ("replay.begin", 27, "The route is back")
    assert entry["actor_id"] == cast.root


@pytest.mark.parametrize("pace", ["", "0", "1001", "fast"])
async def test_a_pace_is_a_number_within_bounds(root: Visitor, pace: str) -> None:
    await make_dead(2)
    answer = await confirm(root, "action=retry&all=yes&tab=dead", reason="The route is back", pace=pace)
    assert answer.status_code == 422
    assert 'id="pace-error"' in answer.text
    assert f'value="{pace}"' in answer.text
    assert await states() == {"dead": 2}


async def test_a_form_that_is_sent_twice_begins_one_replay(root: Visitor) -> None:
    await make_dead(2)
    path, hidden = form_of((await root.get(f"{ASK}?action=retry&all=yes&tab=dead")).text)
    for _ in range(2):
        answer = await root.post(path, {**hidden, "reason": "The route is back", "pace": "50"})
        assert answer.status_code == 303
    assert await states() == {"scheduled": 1, "dead": 2}
    assert await AuditEntry.count() == 1


async def test_a_replay_of_what_somebody_else_retried_meanwhile_is_not_begun(root: Visitor) -> None:
    jobs = await make_dead(2)
    path, hidden = form_of((await root.get(f"{ASK}?action=retry&all=yes&tab=dead")).text)
    await Job.update({"state": "scheduled"}).where(Job.id.is_in(jobs))
    answer = await root.post(path, {**hidden, "reason": "The route is back", "pace": "50"})
    assert answer.status_code == 409
    assert "there is nothing to replay" in answer.text


async def test_some_are_chosen_one_by_one_and_those_in_another_state_are_left_out(root: Visitor) -> None:
    dead = await make_dead(3)
    waiting = await enqueue(SendMail(mail_id=uuid7()))
    query = "&".join(f"job={job}" for job in (*dead[:2], waiting))
    page = (await root.get(f"{ASK}?action=delete&{query}")).text
    assert "<h1>Delete: 2 jobs</h1>" in page
    assert "1 more was chosen and cannot be" in page

    answer = await confirm(root, f"action=delete&{query}", reason="Of a test")
    assert answer.status_code == 303
    assert await states() == {"dead": 1, "scheduled": 1}


async def test_without_a_reason_nothing_is_done_and_the_page_says_so_beside_the_field(root: Visitor) -> None:
    await make_dead(2)
    answer = await confirm(root, "action=retry&all=yes&tab=dead", reason=" x ", pace="50")
    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.text
    assert "Say why, in 3 to 500 characters." in answer.text
    assert await states() == {"dead": 2}


async def test_jobs_that_come_after_the_number_was_shown_are_left_alone(root: Visitor) -> None:
    await make_dead(2)
    path, hidden = form_of((await root.get(f"{ASK}?action=delete&all=yes&tab=dead")).text)
    [late] = await make_dead(1)
    await root.post(path, {**hidden, "reason": "The route is gone"})
    assert [row["id"] for row in await Job.select(Job.id)] == [late]


async def test_more_than_were_shown_are_shown_again(root: Visitor) -> None:
    await make_dead(2)
    path, hidden = form_of((await root.get(f"{ASK}?action=retry&all=yes&tab=dead")).text)
    choice = {**json.loads(hidden["choice"]), "shown": 1}
    answer = await root.post(path, {**hidden, "choice": json.dumps(choice), "reason": "The route is back", "pace": "7"})
    assert answer.status_code == 409
    assert "<h1>Replay: 2 jobs</h1>" in answer.text
    assert 'value="7"' in answer.text
    assert "Nothing was changed." in answer.text
    assert 'value="The route is back"' in answer.text
    assert await states() == {"dead": 2}


async def test_a_priority_is_a_number_within_bounds(root: Visitor, cast: Cast) -> None:
    await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    for wrong in ("", "high", "101"):
        answer = await confirm(root, "action=prioritize&all=yes&tab=waiting", reason="Urgent", priority=wrong)
        assert answer.status_code == 422
        assert 'id="priority-error"' in answer.text
    answer = await confirm(root, "action=prioritize&all=yes&tab=waiting", reason="Urgent", priority="50")
    assert answer.status_code == 303
    assert (await Job.select(Job.priority))[0]["priority"] == 50


async def test_what_waits_is_cancelled(root: Visitor) -> None:
    await enqueue(SendMail(mail_id=uuid7()))
    await confirm(root, "action=cancel&all=yes&tab=waiting", reason="A mistake")
    assert await states() == {"cancelled": 1}


async def test_who_chose_nothing_is_told_so(root: Visitor) -> None:
    answer = await root.get(f"{ASK}?action=retry&tab=dead")
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/jobs?tab=dead")
    assert "Nothing was chosen." in (await root.get(answer.headers["location"])).text


@pytest.mark.parametrize("query", ["action=burn&all=yes", "action=retry&job=x", "action=cancel&all=yes&tab=dead"])
async def test_what_makes_no_sense_is_refused(root: Visitor, query: str) -> None:
    assert (await root.get(f"{ASK}?{query}")).status_code == 400


@pytest.mark.parametrize("choice", ["", "{}", '{"type":"Picked","ids":["x"]}', "[1]"])
async def test_a_form_that_is_not_ours_is_refused(root: Visitor, choice: str) -> None:
    assert (await root.post("/admin/jobs/bulk-retries", {"choice": choice, "reason": "why not"})).status_code == 400
