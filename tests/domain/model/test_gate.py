import asyncio
import dataclasses
import time
from uuid import UUID

import pytest
from msgspec.structs import replace
from redis.asyncio import Redis

from domain.clock import utc_now
from domain.model.breaker import BreakerState
from domain.model.gate import ask
from domain.model.opening import Model, open_model
from domain.model.outcomes import Outcome
from domain.model.patience import JOB, PERSON, Patience
from domain.model.requests import ModelRequest, programme_request, shortlist_request
from domain.model.spending import Caps, read_spent
from domain.settings import Settings
from domain.tables import ModelCall
from domain.work.outcomes import Snooze
from domain.work.transaction import transaction
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.cast import make_event
from tests.domain.model.pairs import ADA, SESSIONS

REQUEST = shortlist_request(ADA, SESSIONS, 3, b"key")


async def outcome_of(
    model: Model | None, request: ModelRequest = REQUEST, event_id: UUID | None = None, patience: Patience = PERSON
) -> Outcome:
    return (await ask(model, request, event_id=event_id, patience=patience)).outcome


async def calls() -> list[dict[str, object]]:
    return await ModelCall.select().order_by(ModelCall.created_at)


async def test_a_call_is_recorded_with_its_tokens_and_its_price(model: Model) -> None:
    event = await make_event("harbour", "Harbour Conf")
    assert await outcome_of(model, event_id=event) == Outcome.ANSWERED
    [call] = await calls()
    assert (call["purpose"], call["outcome"], call["event_id"]) == ("sessions", "answered", event)
    assert (call["model"], call["is_simulated"], call["job_id"]) == ("claude-haiku-5-5", False, None)
    tokens_in, tokens_out = call["input_tokens"], call["output_tokens"]
    assert isinstance(tokens_in, int)
    assert isinstance(tokens_out, int)
    assert call["cost_microdollars"] == -(-(tokens_in * 100_000 + tokens_out * 500_000) // 1_000_000)
    assert isinstance(call["duration_ms"], int)


async def test_cached_tokens_are_recorded_apart(model: Model) -> None:
    programme = [replace(SESSIONS[n % 4], id=str(n), title=f"Talk {n}") for n in range(200)]
    request = programme_request(ADA, programme, 3, b"key")
    for _ in range(2):
        assert await outcome_of(model, request) == Outcome.ANSWERED
    first, second = await calls()
    assert first["cache_write_tokens"] == second["cache_read_tokens"] != 0
    assert first["cache_read_tokens"] == second["cache_write_tokens"] == 0


async def test_what_was_not_called_is_recorded_too_and_costs_nothing(model: Model, model_server: ModelServer) -> None:
    await model.breaker.fail(await model.breaker.admit(), "spent", until_reset=True)
    assert await outcome_of(model) == Outcome.BREAKER_OPEN
    [call] = await calls()
    assert (call["outcome"], call["cost_microdollars"], call["duration_ms"]) == ("breaker_open", 0, 0)
    assert model_server.requests == []


async def test_an_event_may_cost_only_so_much(model: Model, model_server: ModelServer) -> None:
    event, other = await make_event("harbour", "Harbour Conf"), await make_event("elsewhere", "Elsewhere Conf")
    assert await outcome_of(model, event_id=event) == Outcome.ANSWERED
    spent = (await read_spent(event, utc_now())).of_event
    capped = open_like(model, Caps(per_event=spent + 10, per_day=10**9))
    assert await outcome_of(capped, event_id=event) == Outcome.EVENT_CAP
    assert len(model_server.requests) == 1
    assert await outcome_of(open_like(model, Caps(10**6, 10**9)), event_id=other) == Outcome.ANSWERED


async def test_all_events_together_may_cost_only_so_much_a_day(model: Model) -> None:
    event = await make_event("harbour", "Harbour Conf")
    assert await outcome_of(model, event_id=event) == Outcome.ANSWERED
    spent = (await read_spent(None, utc_now())).of_day
    capped = open_like(model, Caps(per_event=10**9, per_day=spent + 10))
    assert await outcome_of(capped) == Outcome.DAY_CAP
    await ModelCall.raw("UPDATE model_call SET created_at = created_at - interval '1 day'")
    assert await outcome_of(open_like(model, Caps(10**9, 10**6))) == Outcome.ANSWERED


def open_like(model: Model, caps: Caps) -> Model:
    return dataclasses.replace(model, caps=caps)


async def test_an_empty_bucket_is_no_wait_for_a_person_and_a_snooze_for_a_job(
    model_settings: Settings, redis: Redis, database: None
) -> None:
    slow = {"model_requests_per_second": 0.01, "model_requests_burst": 1}
    model = open_model(model_settings.model_copy(update=slow), redis)
    assert model is not None
    await model.warm_up()
    assert await outcome_of(model) == Outcome.ANSWERED
    assert await outcome_of(model) == Outcome.BUCKET_EMPTY
    with pytest.raises(Snooze):
        await outcome_of(model, patience=JOB)
    await model.close()


async def test_each_event_has_a_bucket_of_its_own(model_settings: Settings, redis: Redis, database: None) -> None:
    slow = {"model_event_requests_per_second": 0.01, "model_event_requests_burst": 1}
    model = open_model(model_settings.model_copy(update=slow), redis)
    assert model is not None
    await model.warm_up()
    events = [await make_event(slug, slug) for slug in ("harbour", "elsewhere")]
    found = [await outcome_of(model, event_id=event) for event in (*events, *events)]
    assert found == [Outcome.ANSWERED] * 2 + [Outcome.BUCKET_EMPTY] * 2
    await model.close()


async def test_nobody_is_kept_longer_than_four_seconds(model: Model, model_server: ModelServer) -> None:
    await model.warm_up()
    model_server.plan(faults.silent(), faults.slow_body(30))
    for _ in range(2):
        started = time.monotonic()
        assert await outcome_of(model) == Outcome.TIMED_OUT
        assert 3.9 <= time.monotonic() - started <= 4.9


async def test_without_redis_nothing_is_called_and_nobody_waits(
    model_settings: Settings, model_server: ModelServer, database: None
) -> None:
    async with Redis.from_url("redis://127.0.0.1:9", socket_connect_timeout=0.5) as away:
        model = open_model(model_settings, away)
        assert await outcome_of(model) == Outcome.STATE_AWAY
        assert model is not None
        await model.close()
    assert model_server.requests == []
    assert [call["outcome"] for call in await calls()] == ["state_away"]


async def test_inside_a_transaction_no_model_is_asked(model: Model) -> None:
    with pytest.raises(RuntimeError, match="never asked inside a transaction"):
        async with transaction():
            await outcome_of(model)


@pytest.mark.parametrize("fault", [faults.unauthorized(), faults.spend_cap(), faults.no_credit(), faults.usage_limit()])
async def test_what_only_a_person_can_mend_opens_the_breaker_until_it_is_reset(
    model: Model, model_server: ModelServer, fault: faults.Fault
) -> None:
    model_server.plan(fault)
    await outcome_of(model)
    view = await model.breaker.read()
    assert (view.state, view.until, view.needs_reset) == (BreakerState.OPEN, None, True)
    assert view.reason
    assert await outcome_of(model) == Outcome.BREAKER_OPEN
    await model.breaker.reset()
    assert await outcome_of(model) == Outcome.ANSWERED


async def test_a_request_that_is_refused_as_such_says_nothing_of_the_service(
    model: Model, model_server: ModelServer
) -> None:
    refused, not_even_sent = ({**REQUEST.body, "max_tokens": -1}, {**REQUEST.body, "temperature": 1})
    for body in (refused, not_even_sent) * 3:
        assert await outcome_of(model, ModelRequest(REQUEST.purpose, body, "matches")) == Outcome.BAD_REQUEST
    assert await outcome_of(model) == Outcome.ANSWERED


async def test_an_answer_that_was_cut_short_is_paid_for_as_far_as_it_was_heard(
    model: Model, model_server: ModelServer
) -> None:
    model_server.plan(faults.half_body())
    await outcome_of(model)
    [call] = await calls()
    assert isinstance(call["cost_microdollars"], int)
    assert call["cost_microdollars"] > 0


async def test_whoever_gives_up_waiting_leaves_nothing_behind(model: Model, model_server: ModelServer) -> None:
    await model.warm_up()
    model_server.plan(faults.silent())
    asking = asyncio.create_task(outcome_of(model))
    await asyncio.sleep(0.3)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert await outcome_of(model) == Outcome.ANSWERED
