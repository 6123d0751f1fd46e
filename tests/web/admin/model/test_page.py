"""The page of the model: money, latency, why the algorithm answered, what stands before calls; the breaker's reset."""

from datetime import timedelta
from uuid import UUID

import pytest
from litestar import Litestar
from pydantic import SecretStr
from redis.asyncio import Redis

from domain.model.calls import Call, record_calls
from domain.model.opening import model_breaker, open_model
from domain.model.outcomes import Outcome, Purpose
from domain.model.prices import Usage
from domain.settings import Settings
from domain.tables import AuditEntry, User
from tests.cast import Cast
from tests.queries import counted_queries
from tests.web.visitor import Visitor


@pytest.fixture
def with_model(site: Litestar, settings: Settings) -> Settings:
    keyed = settings.model_copy(update={"anthropic_api_key": SecretStr("a-key"), "model_cap_per_event": 0.5})
    site.state.model = open_model(keyed, site.state.redis)
    return keyed


async def call(event: UUID | None, outcome: Outcome = Outcome.ANSWERED, cost: int = 0, seconds: float = 1.5) -> None:
    one = Call(
        purpose=Purpose.SESSIONS,
        model="m",
        outcome=outcome,
        usage=Usage(input_tokens=1_000, cache_read_tokens=3_000, output_tokens=200),
        cost_microdollars=cost,
        duration=timedelta(seconds=seconds),
        event_id=event,
    )
    await record_calls([one])


async def open_breaker(site: Litestar, settings: Settings) -> None:
    breaker = model_breaker(settings, site.state.redis)
    await breaker.fail(await breaker.admit(), "spend_limit: no money left", until_reset=True)


async def test_without_a_model_it_says_that_the_algorithm_answers(root: Visitor, site: Litestar) -> None:
    site.state.model = None
    page = (await root.get("/admin/model")).text
    assert "No model is set: the algorithm answers everything" in page
    assert "Bucket" not in page
    assert "Money by day" not in page


async def test_calls_tokens_money_latency_and_reasons(root: Visitor, cast: Cast, with_model: Settings) -> None:
    await call(cast.event, cost=250_000)
    await call(cast.event, Outcome.DAY_CAP, seconds=0)
    await call(None, Outcome.TIMED_OUT, cost=1_200)

    page = (await root.get("/admin/model")).text

    assert "<dt>Calls</dt><dd>3</dd>" in page
    assert "<dt>Cost</dt><dd>$0.25</dd>" in page
    assert "$0.25 of $10.00 today" in page
    assert "<dt>Answered by the algorithm</dt><dd>67%</dd>" in page
    assert "75% from the cache" in page
    assert "Not asked: the day&#39;s cap is reached" in page
    assert "No answer in time" in page
    assert ">Harbour Conf</a>" in page
    assert "Of no event" in page
    assert "Lists of sessions" in page
    assert "$0.25 of $0.50" in page
    assert page.count("<rect") == 7


async def test_one_event_alone(root: Visitor, cast: Cast, with_model: Settings) -> None:
    await call(cast.event)
    await call(None)
    page = (await root.get(f"/admin/model?days=1&event={cast.event}")).text
    assert "Of Harbour Conf only." in page
    assert "<dt>Calls</dt><dd>1</dd>" in page


async def test_a_cap_that_is_reached_is_said(root: Visitor, cast: Cast, with_model: Settings) -> None:
    await call(cast.event, cost=500_000)
    assert "Cap reached" in (await root.get("/admin/model")).text


async def test_how_full_the_bucket_is(root: Visitor, site: Litestar, with_model: Settings) -> None:
    await site.state.model.limits.take(site.state.model.bucket, tokens=15)
    page = (await root.get("/admin/model")).text
    assert any(f"<b>{left} of 20</b>" in page for left in (5, 6, 7))


async def test_an_open_breaker_is_closed_with_a_reason_that_is_written_down(
    root: Visitor, site: Litestar, with_model: Settings
) -> None:
    assert "Close the breaker" not in (await root.get("/admin/model")).text
    await open_breaker(site, with_model)
    page = (await root.get("/admin/model")).text
    assert "Nobody calls until somebody closes it." in page
    assert "spend_limit: no money left" in page

    assert (await root.post("/admin/model/breaker/resets", {"reason": " "})).status_code == 400
    assert not await AuditEntry.exists()
    assert (await root.post("/admin/model/breaker/resets", {"reason": "the limit was raised"})).status_code == 303

    after = (await root.get("/admin/model")).text
    assert "The breaker is closed: calls go out again." in after
    assert "Close the breaker" not in after
    [entry] = await AuditEntry.select().output(load_json=True)
    assert (entry["action"], entry["reason"]) == ("breaker.reset", "the limit was raised")
    assert (entry["before"]["state"], entry["after"]["state"]) == ("open", "closed")


async def test_who_may_only_look_cannot_close_it(
    root: Visitor, cast: Cast, site: Litestar, with_model: Settings
) -> None:
    await open_breaker(site, with_model)
    await User.update({User.admin: "read"}).where(User.id == cast.root)
    assert "Close the breaker" not in (await root.get("/admin/model")).text
    assert (await root.post("/admin/model/breaker/resets", {"reason": "because"})).status_code == 403


async def test_without_valkey_the_page_still_tells_the_rest(root: Visitor, site: Litestar, settings: Settings) -> None:
    away: Redis = Redis.from_url("redis://127.0.0.1:1", socket_connect_timeout=0.2)
    redis, site.state.redis = site.state.redis, away
    site.state.model = open_model(settings.model_copy(update={"anthropic_api_key": SecretStr("a-key")}), away)
    page = await root.get("/admin/model")
    site.state.redis = redis
    assert page.status_code == 200
    assert "Valkey is away" in page.text


@pytest.mark.parametrize("query", ["days=2", "days=x", "event=harbour", "who=me"])
async def test_a_query_that_means_nothing_is_refused(root: Visitor, query: str) -> None:
    assert (await root.get(f"/admin/model?{query}")).status_code == 400


async def test_the_number_of_queries_is_bounded(root: Visitor, cast: Cast, with_model: Settings) -> None:
    for _ in range(5):
        await call(cast.event, cost=10)
    with counted_queries() as seen:
        await root.get("/admin/model")
    assert len(seen) <= 9


async def test_each_events_cap_and_bucket_are_shown(
    root: Visitor, cast: Cast, site: Litestar, with_model: Settings
) -> None:
    await call(cast.event, cost=400_000)
    model = site.state.model
    await model.limits.take(model.bucket_of(cast.event), tokens=3)
    page = (await root.get("/admin/model")).text.split('id="events_limits"')[1]
    _, burst = model.event_bucket
    assert "$0.40 of $0.50" in page
    assert f"{burst - 3} of {burst}" in page or f"{burst - 2} of {burst}" in page


async def test_what_is_wrong_is_said_first(root: Visitor, cast: Cast, site: Litestar, with_model: Settings) -> None:
    assert 'id="worries" hidden' in (await root.get("/admin/model")).text
    await call(cast.event, cost=600_000)
    await open_breaker(site, with_model)
    worries = (await root.get("/admin/model")).text.split('id="worries"')[1].split("</div>\n  <div")[0]
    assert "The breaker is open until somebody closes it: nobody calls, and the algorithm answers." in worries
    assert "Harbour Conf: the cap of $0.50 is used, so there the algorithm answers." in worries


async def test_an_open_page_is_told_of_what_changed_alone(
    root: Visitor, cast: Cast, site: Litestar, with_model: Settings
) -> None:
    await call(cast.event)
    seen = (await root.get("/admin/model")).text.split('data-seen="')[1].split('"')[0]
    asked = {"HX-Request": "true", "Last-Event-ID": seen}
    assert (await root.get("/admin/live?page=model&once=true", headers=asked)).status_code == 204

    await open_breaker(site, with_model)
    changed = (await root.get("/admin/live?page=model&once=true", headers=asked)).text
    assert 'id="breaker"' in changed
    assert 'id="worries"' in changed
    assert 'id="days"' not in changed
    assert 'id="usage"' not in changed

    await call(cast.event)
    changed = (await root.get("/admin/live?page=model&once=true", headers=asked)).text
    assert 'id="days"' in changed
    assert (await root.get("/admin/live?page=model&days=x&once=true", headers=asked)).status_code == 400
