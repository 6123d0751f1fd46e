from datetime import timedelta
from typing import Any

import anthropic
import pytest
from anthropic import Anthropic, AsyncAnthropic
from anthropic.types.messages import MessageBatch

from local.model_server import faults
from local.model_server.server import ModelServer
from tests.local.model_server.requests import asked, text_of

LONG = {"type": "text", "text": "x" * 15_000, "cache_control": {"type": "ephemeral", "ttl": "1h"}}


def requests(count: int, **more: Any) -> list[Any]:
    return [{"custom_id": f"person-{number}", "params": asked(**more)} for number in range(count)]


def outcomes(client: Anthropic, batch: MessageBatch) -> dict[str, str]:
    return {line.custom_id: line.result.type for line in client.messages.batches.results(batch.id)}


def test_a_batch_is_under_way_then_ended(client: Anthropic, model_server: ModelServer) -> None:
    model_server.batches_take(timedelta(minutes=40))
    made = client.messages.batches.create(requests=requests(3))
    assert made.id.startswith("msgbatch_01")
    assert (made.processing_status, made.request_counts.processing, made.results_url) == ("in_progress", 3, None)
    assert made.expires_at - made.created_at == timedelta(hours=24)
    model_server.advance(timedelta(minutes=39))
    assert client.messages.batches.retrieve(made.id).processing_status == "in_progress"
    model_server.advance(timedelta(minutes=1))
    ended = client.messages.batches.retrieve(made.id)
    assert (ended.processing_status, ended.request_counts.succeeded) == ("ended", 3)
    assert ended.ended_at == made.created_at + timedelta(minutes=40)


def test_results_come_in_another_order_each_under_its_own_id(client: Anthropic) -> None:
    batch = client.messages.batches.create(requests=requests(30))
    ids = [line.custom_id for line in client.messages.batches.results(batch.id)]
    assert sorted(ids) == sorted(f"person-{number}" for number in range(30))
    assert ids != [f"person-{number}" for number in range(30)]


async def test_the_async_client_reads_results_too(async_client: AsyncAnthropic, client: Anthropic) -> None:
    batch = await async_client.messages.batches.create(requests=requests(1))
    [line] = [line async for line in await async_client.messages.batches.results(batch.id)]
    assert line.result.type == "succeeded"
    assert text_of(line.result.message) == text_of(client.messages.create(**asked()))
    assert line.result.message.usage.service_tier == "batch"


def test_results_are_not_found_before_the_end(client: Anthropic, model_server: ModelServer) -> None:
    model_server.batches_take(timedelta(hours=1))
    batch = client.messages.batches.create(requests=requests(1))
    with pytest.raises(anthropic.NotFoundError, match="has no available results"):
        client.get(f"/v1/messages/batches/{batch.id}/results", cast_to=object)


def test_each_request_may_end_in_its_own_way(client: Anthropic, model_server: ModelServer) -> None:
    model_server.plan(faults.expired(), faults.broken(), faults.refusal(), on="batches.item")
    wrong: Any = {"custom_id": "wrong", "params": asked() | {"model": "claude-unknown"}}
    batch = client.messages.batches.create(requests=[*requests(4), wrong])
    assert outcomes(client, batch) == {
        "person-0": "expired",
        "person-1": "errored",
        "person-2": "succeeded",
        "person-3": "succeeded",
        "wrong": "errored",
    }
    counts = client.messages.batches.retrieve(batch.id).request_counts
    assert (counts.succeeded, counts.errored, counts.expired, counts.processing) == (2, 2, 1, 0)
    results = {line.custom_id: line.result for line in client.messages.batches.results(batch.id)}
    assert results["wrong"].type == "errored"
    assert results["wrong"].error.error.type == "not_found_error"
    assert results["person-2"].type == "succeeded"
    assert results["person-2"].message.stop_reason == "refusal"


def test_a_function_may_decide_by_the_custom_id(client: Anthropic, model_server: ModelServer) -> None:
    model_server.decide(lambda request: faults.expired() if request.custom_id == "person-1" else None)
    batch = client.messages.batches.create(requests=requests(3))
    assert outcomes(client, batch)["person-1"] == "expired"
    assert client.messages.batches.retrieve(batch.id).request_counts.succeeded == 2


def test_what_lasts_longer_than_a_day_expires(client: Anthropic, model_server: ModelServer) -> None:
    model_server.batches_take(timedelta(hours=30))
    batch = client.messages.batches.create(requests=requests(2))
    model_server.advance(timedelta(hours=24))
    assert outcomes(client, batch) == {"person-0": "expired", "person-1": "expired"}


def test_a_cancellation_spares_what_is_done(client: Anthropic, model_server: ModelServer) -> None:
    model_server.batches_take(timedelta(minutes=10))
    batch = client.messages.batches.create(requests=requests(10))
    model_server.advance(timedelta(minutes=5))
    assert client.messages.batches.cancel(batch.id).processing_status == "canceling"
    model_server.advance(timedelta(seconds=2))
    counts = client.messages.batches.retrieve(batch.id).request_counts
    assert counts.succeeded + counts.canceled == 10
    assert 4 <= counts.canceled <= 5
    with pytest.raises(anthropic.BadRequestError, match="already ended"):
        client.messages.batches.cancel(batch.id)


def test_batches_are_listed_the_newest_first_page_by_page(client: Anthropic) -> None:
    made = [client.messages.batches.create(requests=requests(1)).id for _ in range(5)]
    page = client.messages.batches.list(limit=2)
    assert ([batch.id for batch in page.data], page.has_more) == (made[:2:-1], True)
    assert [batch.id for batch in client.messages.batches.list(limit=2)] == made[::-1]
    before = client.messages.batches.list(before_id=made[1], limit=2)
    assert [batch.id for batch in before.data] == [made[3], made[2]]
    with pytest.raises(anthropic.BadRequestError, match="between 1 and 1000"):
        client.messages.batches.list(limit=1_001)


def test_only_an_ended_batch_is_deleted(client: Anthropic, model_server: ModelServer) -> None:
    model_server.batches_take(timedelta(hours=1))
    batch = client.messages.batches.create(requests=requests(1))
    with pytest.raises(anthropic.BadRequestError, match="cancel it before"):
        client.messages.batches.delete(batch.id)
    model_server.advance(timedelta(hours=1))
    assert client.messages.batches.delete(batch.id).id == batch.id
    with pytest.raises(anthropic.NotFoundError):
        client.messages.batches.retrieve(batch.id)


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ([], "at least 1 item"),
        (["a", "a"], "Duplicate custom_id 'a'"),
        (["a" * 65], "should match pattern"),
        (["with space"], "should match pattern"),
    ],
)
def test_custom_ids_must_be_unique_short_and_plain(client: Anthropic, ids: list[str], said: str) -> None:
    with pytest.raises(anthropic.BadRequestError, match=said):
        client.messages.batches.create(requests=[{"custom_id": name, "params": asked()} for name in ids])


def test_at_most_100_000_requests_are_taken(client: Anthropic) -> None:
    many: list[Any] = [{"custom_id": str(number), "params": {}} for number in range(100_001)]
    with pytest.raises(anthropic.BadRequestError, match="at most 100000"):
        client.messages.batches.create(requests=many)


def test_a_share_of_a_batch_finds_the_cache(client: Anthropic, model_server: ModelServer) -> None:
    def read_and_written() -> tuple[int, int]:
        batch = client.messages.batches.create(requests=requests(10, system=[LONG]))
        used = [
            line.result.message.usage
            for line in client.messages.batches.results(batch.id)
            if line.result.type == "succeeded"
        ]
        return (
            sum(bool(usage.cache_read_input_tokens) for usage in used),
            sum(bool(usage.cache_creation_input_tokens) for usage in used),
        )

    assert read_and_written() == (3, 7)
    model_server.batches_find_cache(1.0)
    assert read_and_written() == (10, 0)
