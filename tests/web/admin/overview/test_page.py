"""The overview: what is wrong first, queues, charts, workers and the model; for administrators alone."""

from datetime import timedelta
from typing import Any

import pytest
from litestar import Litestar
from pydantic import SecretStr

from domain.clock import utc_now
from domain.ids import uuid7
from domain.model.calls import Call, record_calls
from domain.model.opening import model_breaker, open_model
from domain.model.outcomes import Outcome, Purpose
from domain.model.prices import Usage
from domain.settings import Settings
from domain.tables import Job, Queue, User, Worker
from domain.work.enqueue import enqueue, enqueue_all
from domain.work.statistics.rollup import ATTEMPTS, roll_up
from domain.work.works import GenerateRecommendations, SendMail
from tests.cast import Cast
from tests.domain.schedules.rows import add as add_schedule
from tests.domain.work.attempts import make_attempts
from tests.queries import counted_queries
from tests.web.visitor import Visitor

PAGE = "/admin"
ALL_QUEUES = ["bulk", "interactive", "notifications"]


@pytest.fixture
def with_model(site: Litestar, settings: Settings) -> Settings:
    keyed = settings.model_copy(update={"anthropic_api_key": SecretStr("a-key"), "model_cap_per_day": 1.0})
    site.state.model = open_model(keyed, site.state.redis)
    return keyed


async def add_worker(host: str = "fjord", silent: float = 0, **fields: Any) -> Worker:
    at = utc_now() - timedelta(seconds=silent)
    worker = Worker(**{"queues": ALL_QUEUES, "host": host, "pid": 7, "version": "1.4", "heartbeat_at": at, **fields})
    await worker.save()
    return worker


def worries_of(page: str) -> str:
    return page.split('id="worries"')[1].split("</section>")[0]


async def test_an_empty_system_lacks_workers_and_says_that_nothing_ended(root: Visitor) -> None:
    page = (await root.get(PAGE)).text
    assert "No worker for bulk, interactive and notifications: what comes waits until one starts." in page
    assert page.count('class="chart-empty"') == 4
    assert "Nothing ended in the last hour." in page
    assert "No queue has work or a worker." in page
    assert "No worker was heard of in the last ten minutes." in page
    assert "<details" not in page.split('id="charts"')[1]


async def test_where_all_is_well_one_calm_sentence_says_so(root: Visitor) -> None:
    await add_worker()
    worries = worries_of((await root.get(PAGE)).text)
    assert "All is well: 1 worker is alive, nothing is late, and nothing failed for good." in worries
    assert "<a" not in worries


async def test_a_late_queue_with_a_dead_worker_is_said_first_and_leads_to_the_workers(
    root: Visitor, cast: Cast
) -> None:
    await add_worker()
    await add_worker("holm", silent=60)
    await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    await Job.update({Job.due_at: utc_now() - timedelta(minutes=14)}, force=True)
    dead = await enqueue(SendMail(mail_id=uuid7()))
    await Job.update({Job.state: "dead", Job.error: "SMTP: refused", Job.finished_at: utc_now()}).where(Job.id == dead)

    worries = worries_of((await root.get(PAGE)).text)

    late = "the oldest job waits 14 min, 1 of 2 workers is gone."
    assert '<li class="bad"><a href="/admin/workers">' in worries
    assert late in worries
    assert "1 dead letter, 1 in the last hour: “SMTP: refused”" in worries
    assert worries.index(late) < worries.index("1 dead letter")
    assert "holm 7" not in worries


async def test_a_paused_queue_says_since_when_and_is_resumed_where_one_is(root: Visitor) -> None:
    await add_worker()
    await Queue(name="notifications", paused_at=utc_now() - timedelta(minutes=3)).save().run()
    page = (await root.get(PAGE)).text
    assert "notifications is paused since" in worries_of(page)
    assert 'href="/admin#queues"' in page

    answer = await root.post("/admin/queues/notifications/resumption?back=overview")

    assert (answer.status_code, answer.headers["location"]) == (303, "/admin")
    assert not await Queue.exists().where(Queue.paused_at.is_not_null())
    assert "notifications goes on." in (await root.get(PAGE)).text


async def test_pausing_leads_back_to_a_page_that_is_there(root: Visitor) -> None:
    await add_worker()
    assert (await root.post("/admin/queues/bulk/pause?back=//evil.example")).status_code == 400
    assert (await root.post("/admin/queues/bulk/pause?back=overview")).headers["location"] == "/admin"


async def test_who_may_only_look_sees_no_button(root: Visitor, cast: Cast) -> None:
    await User.update({User.admin: "read"}).where(User.id == cast.root)
    await add_worker()
    page = (await root.get(PAGE)).text
    assert "<b" in page
    assert "/pause" not in page


async def test_a_queue_has_its_figures_of_the_period(root: Visitor) -> None:
    await add_worker()
    now = utc_now()
    await make_attempts([now - timedelta(minutes=3)] * 18, queue="bulk")
    await make_attempts([now - timedelta(minutes=3)] * 6, "retried", queue="bulk")
    await make_attempts([now - timedelta(hours=5)] * 30, queue="bulk")

    hour = (await root.get(PAGE)).text
    day = (await root.get(f"{PAGE}?period=day")).text

    row = hour.split('queue=bulk"')[1].split("</tr>")[0]
    assert "<b>24</b>" in row
    assert "a minute" in row
    assert '<span class="pill warn">' in row
    assert "25%" in row
    assert 'class="sparkline"' in row
    assert "bulk: 25% of 24 attempts failed in the last hour." in hour
    assert "<b>54</b>" in day.split('queue=bulk"')[1].split("</tr>")[0]


@pytest.mark.parametrize(("period", "points"), [("hour", 60), ("day", 96), ("week", 84)])
@pytest.mark.parametrize("is_counted", [True, False])
async def test_four_charts_have_a_point_for_each_step_and_their_numbers_in_tables(
    root: Visitor, period: str, points: int, is_counted: bool
) -> None:
    now = utc_now()
    await make_attempts([now - timedelta(minutes=8)] * 3)
    await make_attempts([now - timedelta(minutes=8)], "dead")
    if is_counted:
        await roll_up(ATTEMPTS, now)

    page = (await root.get(f"{PAGE}?period={period}")).text

    charts = page.split('id="charts"')[1].split('id="workers"')[0]
    assert (charts.count("<svg viewBox"), charts.count('role="img"')) == (4, 4)
    assert charts.count("<rect") == 4 * points
    assert "3 succeeded and 1 failed in the last" in charts
    assert charts.count("<caption") == 2
    assert '<td class="r">3</td><td class="r">1</td><td class="r">0</td><td class="r">25%</td>' in charts
    assert f'href="/admin?period={period}" aria-current="true"' in page


@pytest.mark.parametrize("query", ["period=year", "period=", "colour=red"])
async def test_a_period_that_is_not_there_is_refused_in_a_sentence(root: Visitor, query: str) -> None:
    answer = await root.get(f"{PAGE}?{query}")
    assert answer.status_code == 400
    assert "The overview is shown for a period: hour, day, week." in answer.text


async def test_who_administers_nothing_sees_nothing_of_it(visitor: Visitor, cast: Cast) -> None:
    assert (await visitor.get(PAGE)).headers["location"] == "/sign-in"
    for person in (cast.ada, cast.omar, cast.mallory):
        await visitor.be(person)
        assert (await visitor.get(PAGE)).status_code == 403


async def test_a_worker_says_its_version_and_leads_to_what_it_runs(root: Visitor) -> None:
    worker = await add_worker()
    job = await enqueue(SendMail(mail_id=uuid7()))
    await Job.update({Job.state: "running", Job.worker: worker.id}).where(Job.id == job)
    panel = (await root.get(PAGE)).text.split('id="workers"')[1].split("</section>")[0]
    assert "version 1.4" in panel
    assert f'href="/admin/jobs/{job}"' in panel
    assert "1 of 1 alive" in panel


async def test_versions_are_told_one_by_one_where_they_differ_and_a_gone_worker_is_not_idle(root: Visitor) -> None:
    await add_worker()
    await add_worker("holm", silent=100, version="1.3")
    panel = (await root.get(PAGE)).text.split('id="workers"')[1].split("</section>")[0]
    gone = panel.split('<li class="gone">')[1].split("</li>")[0]
    assert "version 1.3" in gone
    assert "idle" not in gone
    assert panel.count("idle · version 1.4") == 1


async def test_of_many_workers_those_that_are_gone_are_shown_and_the_rest_counted(root: Visitor) -> None:
    for number in range(9):
        await add_worker(f"host-{number}")
    await add_worker("holm", silent=100)
    panel = (await root.get(PAGE)).text.split('id="workers"')[1].split("</section>")[0]
    assert panel.index("holm") < panel.index("host-0")
    assert "And 2 more" in panel


async def test_the_model_says_what_it_cost_how_often_the_algorithm_answered_and_how_its_breaker_stands(
    root: Visitor, site: Litestar, with_model: Settings
) -> None:
    await add_worker()
    for outcome, cost in ((Outcome.ANSWERED, 850_000), (Outcome.TIMED_OUT, 0)):
        one = Call(purpose=Purpose.SESSIONS, model="m", outcome=outcome, usage=Usage(), cost_microdollars=cost)
        await record_calls([one])
    breaker = model_breaker(with_model, site.state.redis)
    await breaker.fail(await breaker.admit(), "spend_limit: no money left", until_reset=True)

    page = (await root.get(PAGE)).text

    panel = page.split('id="model"')[1].split("</section>")[0]
    assert '$0.85 <span class="muted">of $1.00</span>' in panel
    assert "<b>50%</b>" in panel
    assert "Open" in panel
    worries = worries_of(page)
    assert "breaker is open since" in worries
    assert "The model has cost $0.85 of today’s $1.00; then the algorithm answers." in worries
    assert '<a href="/admin/model">' in worries


async def test_without_a_model_it_says_so(root: Visitor, site: Litestar) -> None:
    site.state.model = None
    panel = (await root.get(PAGE)).text.split('id="model"')[1].split("</section>")[0]
    assert "No model is set: the algorithm answers everything, and nothing is spent." in panel


async def test_the_page_lives_and_sends_what_changed_alone(root: Visitor) -> None:
    await add_worker()
    page = (await root.get(f"{PAGE}?period=day")).text
    live = "/admin/live?page=overview&period=day"
    assert f'data-live="{live.replace("&", "&amp;")}"' in page
    seen = page.split('data-seen="')[1].split('"')[0]
    assert seen.count(".") == 4
    await Queue(name="bulk", paused_at=utc_now()).save().run()

    changed = (await root.get(f"{live}&once=true", headers={"Last-Event-ID": seen})).text

    assert 'id="worries"' in changed
    assert 'id="queues"' in changed
    assert 'id="workers"' not in changed
    assert (await root.get("/admin/live?page=overview&period=year&once=true")).status_code == 400


@pytest.mark.parametrize(("period", "most"), [("hour", 15), ("week", 17)])
async def test_the_number_of_queries_is_bounded(
    root: Visitor, cast: Cast, with_model: Settings, period: str, most: int
) -> None:
    with counted_queries() as few:
        await root.get(f"{PAGE}?period={period}")
    await enqueue_all([GenerateRecommendations(user_id=uuid7(), event_id=cast.event) for _ in range(40)])
    await make_attempts([utc_now() - timedelta(minutes=number) for number in range(1, 30)], "dead")
    await Job.update({Job.state: "dead", Job.error: "E"}).where(Job.queue == "bulk")
    for number in range(12):
        await add_worker(f"host-{number}", silent=number * 5)
        await add_schedule(name=f"nightly {number}", paused_at=utc_now() if number % 2 else None)
    with counted_queries() as many:
        await root.get(f"{PAGE}?period={period}")
    assert len(many) == len(few) <= most
