import anthropic
import httpx
import pytest
from anthropic import Anthropic

from local.model_server.server import ModelServer
from tests.local.model_server.requests import asked


def order(server: ModelServer, path: str, **fields: object) -> httpx.Response:
    return httpx.post(f"{server.url}/control/{path}", json=fields)


def test_a_fault_is_ordered_by_its_name_for_so_many_requests(client: Anthropic, model_server: ModelServer) -> None:
    assert order(model_server, "plan", fault="rate_limited", times=1, retry_after=3).status_code == 200
    with pytest.raises(anthropic.RateLimitError) as met:
        client.messages.create(**asked())
    assert met.value.response.headers["retry-after"] == "3"
    assert client.messages.create(**asked()).stop_reason == "end_turn"


def test_without_a_number_it_lasts_until_the_reset(client: Anthropic, model_server: ModelServer) -> None:
    order(model_server, "plan", fault="overloaded")
    for _ in range(3):
        with pytest.raises(anthropic.OverloadedError):
            client.messages.create(**asked())
    assert order(model_server, "reset").json() == {"requests": {"messages": 3}, "simulated": True}
    assert client.messages.create(**asked()).stop_reason == "end_turn"


def test_batches_and_the_clock_can_be_tuned(client: Anthropic, model_server: ModelServer) -> None:
    order(model_server, "tune", batch_seconds=60)
    batch = client.messages.batches.create(requests=[{"custom_id": "a", "params": asked()}])
    assert client.messages.batches.retrieve(batch.id).processing_status == "in_progress"
    order(model_server, "tune", advance_seconds=61)
    assert client.messages.batches.retrieve(batch.id).processing_status == "ended"


def test_an_unknown_fault_is_refused_with_those_that_are_known(model_server: ModelServer) -> None:
    answer = order(model_server, "plan", fault="earthquake")
    assert answer.status_code == 400
    assert "overloaded" in answer.json()["error"]["message"]


def test_what_was_asked_of_the_server_is_counted(client: Anthropic, model_server: ModelServer) -> None:
    client.messages.create(**asked())
    assert httpx.get(f"{model_server.url}/control/state").json()["requests"] == {"messages": 1}
