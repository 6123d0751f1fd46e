"""The health probes."""

import pytest

from domain import migrate
from domain.clock import utc_now
from domain.piccolo_conf import DB
from domain.settings import Settings
from domain.tables import Worker
from tests.web.visitor import Visitor
from web.app import create_app

SERVED = {"bulk": "ok", "interactive": "ok", "notifications": "ok"}
ALL_WELL = {"status": "ready", "database": "ok", "migrations": "ok", "valkey": "ok", "workers": SERVED}


@pytest.fixture
async def workers(database: None) -> None:
    for queues in (["interactive", "notifications"], ["bulk"]):
        await Worker(queues=queues, host="fjord", pid=1, version="1", heartbeat_at=utc_now()).save().run()


async def test_a_living_process_says_so_without_asking_anybody(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DB, "pool", None)
    monkeypatch.setitem(DB.config, "dsn", "postgresql://nobody@127.0.0.1:1/nowhere")

    answer = await visitor.get("/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


async def test_with_all_parts_it_is_ready(visitor: Visitor, workers: None) -> None:
    answer = await visitor.get("/health/ready")

    assert (answer.status_code, answer.json()) == (200, ALL_WELL)


async def test_without_valkey_pages_work_and_it_is_named(settings: Settings, workers: None) -> None:
    visitor = Visitor(create_app(settings.model_copy(update={"redis_url": "redis://127.0.0.1:1/0"})), settings)

    answer = await visitor.get("/health/ready")

    assert (answer.status_code, answer.json()) == (200, ALL_WELL | {"status": "degraded", "valkey": "missing"})


async def test_a_queue_without_a_worker_is_named(visitor: Visitor, workers: None) -> None:
    await Worker.update({Worker.stopped_at: utc_now()}).where(Worker.queues.any("bulk"))

    answer = await visitor.get("/health/ready")

    degraded = {"status": "degraded", "workers": SERVED | {"bulk": "missing"}}
    assert (answer.status_code, answer.json()) == (200, ALL_WELL | degraded)


async def test_without_the_database_it_is_not_ready(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DB, "pool", None)
    monkeypatch.setitem(DB.config, "dsn", "postgresql://nobody@127.0.0.1:1/nowhere")

    answer = await visitor.get("/health/ready")

    unknown = {"migrations": "unknown", "workers": dict.fromkeys(SERVED, "unknown")}
    assert answer.status_code == 503
    assert answer.json() == ALL_WELL | {"status": "unavailable", "database": "missing"} | unknown


async def test_tables_that_are_too_old_are_not_ready(
    visitor: Visitor, workers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "_migration_ids", lambda: ("2999-01-01T00:00:00:000000",))

    answer = await visitor.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json() == ALL_WELL | {"status": "unavailable", "migrations": "missing"}


async def test_probes_set_no_cookies(visitor: Visitor) -> None:
    for path in ("/health/live", "/health/ready"):
        assert "set-cookie" not in (await visitor.get(path)).headers
