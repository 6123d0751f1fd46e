"""What the model was asked and what it cost: the same whether it is counted already or not."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.clock import utc_now
from domain.model import statistics
from domain.model.statistics import read_call_totals, read_event_spending, read_model_usage
from domain.model.statistics_rollup import MODEL_CALLS
from domain.tables import ModelBatch, ModelCall
from domain.work.statistics.rollup import roll_up
from tests.cast import make_event
from tests.queries import counted_queries


async def make_call(at: datetime, event: UUID | None, outcome: str = "answered", **fields: Any) -> None:
    given = {"purpose": "sessions", "cost_microdollars": 500, "duration_ms": 900, **fields}
    await ModelCall(model="claude", outcome=outcome, event_id=event, created_at=at, **given).save().run()


@pytest.mark.parametrize("is_counted", [True, False])
async def test_calls_by_day_event_purpose_and_reason(database: None, is_counted: bool) -> None:
    now = (utc_now() - timedelta(days=1)).replace(hour=12, minute=30)
    harbour, elsewhere = await make_event("harbour", "Harbour Conf"), await make_event("elsewhere", "Elsewhere Conf")
    tokens: dict[str, Any] = {"input_tokens": 100, "cache_read_tokens": 300, "output_tokens": 40}
    await make_call(now - timedelta(days=1), harbour, **tokens)
    await make_call(now - timedelta(hours=1), harbour, "partial", purpose="starters", is_simulated=True)
    await make_call(now - timedelta(hours=1), elsewhere, "day_cap", cost_microdollars=0, duration_ms=0)
    await make_call(now - timedelta(hours=1), None, "nothing_to_ask", cost_microdollars=0, duration_ms=0)
    await make_call(now - timedelta(days=40), harbour)
    if is_counted:
        await roll_up(MODEL_CALLS, now)

    found = await read_model_usage(now)

    assert (found.total.calls, found.total.answered, found.total.fallbacks, found.total.simulated) == (4, 2, 1, 1)
    assert found.total.fallback_share == pytest.approx(1 / 3)
    assert (found.total.cost_microdollars, found.total.cached_share) == (1000, 0.75)
    assert found.total.latency.count == 2
    assert len(found.days) == 30
    assert [day.usage.calls for day in found.days[-3:]] == [0, 1, 3]
    assert found.days[-1].day == now.date()
    assert [(event.name, event.usage.cost_microdollars) for event in found.events] == [
        ("Harbour Conf", 1000),
        (None, 0),
        ("Elsewhere Conf", 0),
    ]
    assert [(each.purpose, each.usage.calls) for each in found.purposes] == [("sessions", 3), ("starters", 1)]
    assert [(reason.outcome, reason.is_fallback) for reason in found.reasons] == [
        ("answered", False),
        ("day_cap", True),
        ("nothing_to_ask", False),
        ("partial", False),
    ]

    of_one = await read_model_usage(now, 1, harbour)
    assert (of_one.total.calls, len(of_one.days), len(of_one.events)) == (1, 1, 1)


async def test_an_event_is_charged_since_ever_with_what_its_open_batches_may_cost(database: None) -> None:
    now, event = utc_now(), await make_event("harbour", "Harbour Conf")
    await make_call(now - timedelta(days=300), event)
    await roll_up(MODEL_CALLS, now)
    await make_call(now, event)
    await (
        ModelBatch(event_id=event, purpose="sessions", model="claude", estimated_microdollars=70, state="submitted")
        .save()
        .run()
    )
    [spent] = await read_event_spending(now + timedelta(seconds=1))
    assert (spent.slug, spent.microdollars) == ("harbour", 1070)


async def test_nothing_asked_is_nothing_spent(database: None) -> None:
    found = await read_model_usage(utc_now())
    assert (found.total.calls, found.total.fallback_share, found.total.cached_share) == (0, None, None)
    assert (found.events, found.purposes, found.reasons) == ((), (), ())
    assert await read_event_spending(utc_now()) == ()


async def test_it_takes_two_queries_and_only_the_newest_that_are_not_counted(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "MOST_RECENT", 2)
    now = utc_now()
    for _ in range(3):
        await make_call(now - timedelta(seconds=1), None)
    with counted_queries() as queries:
        found = await read_model_usage(now)
    assert (len(queries), found.total.calls, found.is_bounded) == (2, 2, True)


async def test_totals_grow_with_each_count(database: None) -> None:
    now = utc_now()
    await make_call(now - timedelta(minutes=20), None)
    await roll_up(MODEL_CALLS, now - timedelta(minutes=10))
    await make_call(now - timedelta(minutes=5), None)
    await roll_up(MODEL_CALLS, now)
    [total] = await read_call_totals()
    assert (total.purpose, total.outcome, total.calls, total.cost_microdollars) == ("sessions", "answered", 2, 1000)
