"""The health probes."""

import pytest

from domain.piccolo_conf import DB
from domain.settings import Settings
from tests.web.visitor import Visitor
from web.app import create_app


async def test_a_living_process_says_so_without_asking_anybody(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DB, "pool", None)
    monkeypatch.setitem(DB.config, "dsn", "postgresql://nobody@127.0.0.1:1/nowhere")

    answer = await visitor.get("/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


async def test_with_both_servers_it_is_ready(visitor: Visitor) -> None:
    answer = await visitor.get("/health/ready")

    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "database": "ok", "valkey": "ok"})


async def test_without_valkey_pages_work_and_it_is_named(settings: Settings, database: None) -> None:
    visitor = Visitor(create_app(settings.model_copy(update={"redis_url": "redis://127.0.0.1:1/0"})), settings)

    answer = await visitor.get("/health/ready")

    assert (answer.status_code, answer.json()) == (200, {"status": "degraded", "database": "ok", "valkey": "missing"})


async def test_without_the_database_it_is_not_ready(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DB, "pool", None)
    monkeypatch.setitem(DB.config, "dsn", "postgresql://nobody@127.0.0.1:1/nowhere")

    answer = await visitor.get("/health/ready")

    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "unavailable", "database": "missing", "valkey": "ok"},
    )


async def test_probes_set_no_cookies(visitor: Visitor) -> None:
    for path in ("/health/live", "/health/ready"):
        assert "set-cookie" not in (await visitor.get(path)).headers
