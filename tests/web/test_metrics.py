"""Metrics: for who has the token, in Prometheus's words, and no dearer than a look at the jobs page."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from litestar import Litestar
from pydantic import SecretStr
from redis.asyncio import Redis

from domain.cache_lookups import Lookup, Lookups, SharedLookups
from domain.clock import utc_now
from domain.model.statistics_rollup import MODEL_CALLS
from domain.piccolo_conf import DB
from domain.recommendations.generate import generate_recommendations
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.settings import Settings
from domain.tables import ModelCall, SessionRecommendation, Worker
from domain.work.statistics.rollup import ATTEMPTS, roll_up
from tests.cast import Cast
from tests.domain.work.attempts import make_attempts
from tests.queries import counted_queries
from tests.web.visitor import Visitor
from web import metrics_list
from web.app import create_app
from web.metrics_text import Durations, Metric, Sample, write

TOKEN = "a token of more than 16 characters"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
LINE = re.compile(r'(\w+)(\{(?:\w+="(?:[^"\\]|\\.)*",?)*\})? (\d+(?:\.\d+)?(?:e[+-]\d+)?)')


@pytest.fixture
async def scraper(settings: Settings, database: None) -> AsyncIterator[Visitor]:
    given = settings.model_copy(update={"metrics_token": SecretStr(TOKEN)})
    visitor = Visitor(create_app(given), given)
    yield visitor
    await visitor.client.aclose()


@pytest.fixture
def redis(site: Litestar) -> Redis:
    found: Redis = site.state.redis
    return found


async def scrape(scraper: Visitor) -> dict[str, float]:
    """Each line's value under its name and labels, after a look at its form."""
    answer = await scraper.get("/metrics", headers=BEARER)
    assert answer.status_code == 200
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    found = [LINE.fullmatch(line) for line in lines]
    assert None not in found
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


async def test_without_the_setting_there_are_none(visitor: Visitor) -> None:
    assert (await visitor.get("/metrics", headers=BEARER)).status_code == 404


@pytest.mark.parametrize("sent", [None, "", TOKEN, "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
async def test_only_who_sends_the_token_reads_them(scraper: Visitor, sent: str | None) -> None:
    answer = await scraper.get("/metrics", headers={} if sent is None else {"Authorization": sent})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert "hallway_" not in answer.text


async def test_they_tell_of_queues_workers_attempts_and_calls(scraper: Visitor) -> None:
    now = utc_now()
    await Worker(queues=["bulk"], host="fjord", pid=1, version="1", heartbeat_at=now).save().run()
    await make_attempts([now - timedelta(minutes=3)] * 2, "retried", ran=timedelta(seconds=3))
    call = ModelCall(purpose="sessions", model="x", outcome="answered", cost_microdollars=2_500_000, output_tokens=7)
    await call.save().run()
    await ModelCall.update({ModelCall.created_at: now - timedelta(minutes=3)}, force=True)
    await roll_up(ATTEMPTS, now)
    await roll_up(MODEL_CALLS, now)
    await scraper.get("/sign-in")
    await scraper.get("/nowhere/at/all")

    found = await scrape(scraper)

    kind = 'queue="bulk",job="SendMail"'
    assert found["hallway_database_up"] == 1
    assert found['hallway_queue_workers{queue="bulk"}'] == 1
    assert found['hallway_jobs{state="succeeded"}'] == 2
    assert found[f'hallway_attempts_total{{{kind},outcome="retried"}}'] == 2
    assert found[f'hallway_attempt_run_seconds_bucket{{{kind},le="2.048"}}'] == 0
    assert found[f'hallway_attempt_run_seconds_bucket{{{kind},le="4.096"}}'] == 2
    assert found[f'hallway_attempt_run_seconds_bucket{{{kind},le="+Inf"}}'] == 2
    assert found[f"hallway_attempt_run_seconds_sum{{{kind}}}"] == 6
    assert found['hallway_model_cost_dollars_total{purpose="sessions"}'] == 2.5
    assert found['hallway_model_tokens_total{purpose="sessions",kind="output"}'] == 7
    assert 0 <= found['hallway_statistics_age_seconds{source="attempts"}'] < 120
    assert found['hallway_http_requests_total{method="GET",route="/sign-in",status="200"}'] == 1
    assert found['hallway_http_requests_total{method="GET",route="none",status="404"}'] == 1
    assert found['hallway_http_request_seconds_count{route="/sign-in"}'] == 1


async def test_they_tell_what_was_found_where_it_is_kept(settings: Settings, cast: Cast, redis: Redis) -> None:
    given = settings.model_copy(update={"metrics_token": SecretStr(TOKEN)})
    visitor = Visitor(create_app(given), given)
    await visitor.be(cast.ada)
    await visitor.get("/events/harbour/for-you")
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now())
    for _ in range(2):
        await visitor.get("/events/harbour/for-you")
    await visitor.get("/events/harbour/for-you", headers={"HX-Request": "true"})
    await SessionRecommendation.raw("UPDATE session_recommendation SET generated_at = now() - interval '25 hours'")
    await visitor.get("/events/harbour/for-you")
    await SharedLookups(redis, {"programmes": Lookups({Lookup.MISS: 2})}).tell()

    found = await scrape(visitor)
    await visitor.client.aclose()

    ends = {end: found[f'hallway_cache_lookups_total{{tier="lists",outcome="{end}"}}'] for end in Lookup}
    assert ends == {"hit": 2, "stale": 1, "miss": 1}
    assert found['hallway_worker_cache_lookups_total{tier="programmes",outcome="miss"}'] == 2


async def test_many_who_ask_at_once_cost_one_reading(scraper: Visitor) -> None:
    with counted_queries() as queries:
        await asyncio.gather(*(scrape(scraper) for _ in range(20)))
    assert len(queries) <= 9


async def test_without_the_database_the_process_tells_of_itself(
    scraper: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DB, "pool", None)
    monkeypatch.setitem(DB.config, "dsn", "postgresql://nobody@127.0.0.1:1/nowhere")
    found = await scrape(scraper)
    assert found["hallway_database_up"] == 0
    assert "hallway_live_streams" in found
    assert not any(name.startswith("hallway_queue") for name in found)


async def test_only_metrics_of_the_list_are_told_and_each_is_explained_once(scraper: Visitor) -> None:
    text = (await scraper.get("/metrics", headers=BEARER)).text
    told = re.findall(r"^# TYPE (\w+) ", text, re.MULTILINE)
    assert set(told) <= {metric.name for metric in metrics_list.ALL}
    assert len(told) == len(set(told)) == text.count("# HELP")


def test_a_label_cannot_break_out_of_its_line() -> None:
    metric = Metric("x", "gauge", "x.", ("name",))
    assert write(metric, [Sample(0.5, ('a"b\\c\nd',))]).splitlines()[2] == 'x{name="a\\"b\\\\c\\nd"} 0.5'


def test_a_metric_without_a_value_is_not_there() -> None:
    assert write(Metric("x", "gauge", "x."), []) == ""


def test_the_buckets_of_a_histogram_add_up() -> None:
    text = write(Metric("x", "histogram", "x."), [Durations((1.0, 2.5), (3, 0, 4), 9.5)])
    assert text.splitlines()[2:] == [
        'x_bucket{le="1"} 3',
        'x_bucket{le="2.5"} 3',
        'x_bucket{le="+Inf"} 7',
        "x_sum 9.5",
        "x_count 7",
    ]
