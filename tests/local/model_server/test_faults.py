import json
import time
from typing import Any

import anthropic
import httpx2
import pytest
from anthropic import Anthropic, AsyncAnthropic

from local.model_server import faults
from local.model_server.faults import Fault
from local.model_server.server import ModelServer
from tests.local.model_server.requests import Matches, asked, text_of


@pytest.mark.parametrize(
    ("fault", "raised", "kind", "code", "retry_after"),
    [
        (faults.rate_limited(), anthropic.RateLimitError, "rate_limit_error", None, None),
        (faults.rate_limited(7), anthropic.RateLimitError, "rate_limit_error", None, "7"),
        (faults.spend_cap(), anthropic.RateLimitError, "rate_limit_error", "enforced_spend_limit_reached", None),
        (faults.usage_limit(), anthropic.BadRequestError, "invalid_request_error", None, None),
        (faults.no_credit(), anthropic.PaymentRequiredError, "billing_error", None, None),
        (faults.overloaded(), anthropic.OverloadedError, "overloaded_error", None, None),
        (faults.broken(), anthropic.InternalServerError, "api_error", None, None),
        (faults.gateway_timeout(), anthropic.GatewayTimeoutError, "timeout_error", None, None),
        (faults.unauthorized(), anthropic.AuthenticationError, "authentication_error", None, None),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else None,
)
def test_the_sdk_takes_each_error_for_what_it_is(
    client: Anthropic,
    model_server: ModelServer,
    fault: Fault,
    raised: type[anthropic.APIStatusError],
    kind: str,
    code: str | None,
    retry_after: str | None,
) -> None:
    model_server.plan(fault)
    with pytest.raises(raised) as met:
        client.messages.create(**asked())
    assert (met.value.type, met.value.error_code) == (kind, code)
    assert met.value.response.headers.get("retry-after") == retry_after
    assert client.messages.create(**asked()).stop_reason == "end_turn"


def test_the_sdk_waits_as_retry_after_says_unless_it_is_told_not_to(model_server: ModelServer) -> None:
    model_server.plan(faults.rate_limited(retry_after=1))
    patient = Anthropic(base_url=model_server.url, api_key=model_server.api_key, max_retries=1)
    started = time.monotonic()
    patient.messages.create(**asked())
    assert time.monotonic() - started >= 1
    assert len(model_server.requests) == 2


async def test_silence_lasts_until_the_client_gives_up(async_client: AsyncAnthropic, model_server: ModelServer) -> None:
    model_server.plan(faults.silent())
    started = time.monotonic()
    with pytest.raises(anthropic.APITimeoutError):
        await async_client.with_options(timeout=0.3).messages.create(**asked())
    assert 0.3 <= time.monotonic() - started < 2


def test_a_client_that_gave_up_may_come_back(model_server: ModelServer) -> None:
    model_server.plan(faults.slow(0.2))
    impatient = Anthropic(base_url=model_server.url, api_key=model_server.api_key, max_retries=0, timeout=0.05)
    with pytest.raises(anthropic.APITimeoutError):
        impatient.messages.create(**asked())
    assert impatient.with_options(timeout=5).messages.create(**asked()).stop_reason == "end_turn"


@pytest.mark.parametrize("fault", [faults.reset(), faults.half_body()], ids=lambda fault: fault.name)
def test_a_lost_line_is_a_connection_error(client: Anthropic, model_server: ModelServer, fault: Fault) -> None:
    model_server.plan(fault)
    with pytest.raises(anthropic.APIConnectionError) as met:
        client.messages.create(**asked())
    assert not isinstance(met.value, anthropic.APITimeoutError)
    assert client.messages.create(**asked()).stop_reason == "end_turn"


@pytest.mark.parametrize("fault", [faults.slow(0.4), faults.slow_body(0.4)], ids=lambda fault: fault.name)
def test_slow_answers_are_good_ones(client: Anthropic, model_server: ModelServer, fault: Fault) -> None:
    model_server.plan(fault)
    started = time.monotonic()
    assert client.messages.parse(**asked(), output_format=Matches).parsed_output
    assert time.monotonic() - started >= 0.4


def test_a_trickling_body_outlasts_a_timeout_between_bytes(client: Anthropic, model_server: ModelServer) -> None:
    model_server.plan(faults.slow_body(1.0))
    assert client.with_options(timeout=0.5).messages.create(**asked()).stop_reason == "end_turn"


def test_half_of_the_json_claims_to_be_all(client: Anthropic, model_server: ModelServer) -> None:
    shape: Any = {"output_config": {"format": {"type": "json_schema", "schema": anthropic.transform_schema(Matches)}}}
    model_server.plan(faults.half_json())
    message = client.messages.create(**asked(), **shape)
    assert message.stop_reason == "end_turn"
    with pytest.raises(json.JSONDecodeError):
        json.loads(text_of(message))


@pytest.mark.parametrize(
    ("fault", "content", "reason"),
    [
        (faults.cut(4), "Ask about Ru", "max_tokens"),
        (faults.refusal(), "", "refusal"),
        (faults.empty(), "", "end_turn"),
        (faults.answering("<b>ten</b>"), "<b>ten</b>", "end_turn"),
        (faults.distorted(lambda text: text.upper()[:8]), "ASK ABOU", "end_turn"),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else None,
)
def test_the_model_may_end_otherwise(
    client: Anthropic, model_server: ModelServer, fault: Fault, content: str, reason: str
) -> None:
    model_server.plan(fault)
    message = client.messages.create(**asked())
    assert (text_of(message), message.stop_reason) == (content, reason)


def test_a_refusal_says_that_it_is_one(client: Anthropic, model_server: ModelServer) -> None:
    model_server.plan(faults.refusal())
    details = client.messages.create(**asked()).stop_details
    assert details is not None
    assert details.type == "refusal"


def test_garbage_arrives_as_it_was_sent(client: Anthropic, model_server: ModelServer) -> None:
    model_server.plan(faults.garbage())
    assert "\u0000" in text_of(client.messages.create(**asked()))


def test_faults_come_in_their_order_then_always_then_well(client: Anthropic, model_server: ModelServer) -> None:
    model_server.always(faults.overloaded())
    model_server.plan(faults.answering("a"), faults.answering("b"))
    assert [text_of(client.messages.create(**asked())) for _ in range(2)] == ["a", "b"]
    for _ in range(2):
        with pytest.raises(anthropic.OverloadedError):
            client.messages.create(**asked())
    model_server.always(None)
    assert client.messages.create(**asked()).stop_reason == "end_turn"


def test_a_function_decides_by_what_is_asked(client: Anthropic, model_server: ModelServer) -> None:
    model_server.decide(lambda request: faults.broken() if "tea" in request.text else None)
    assert client.messages.create(**asked("coffee")).stop_reason == "end_turn"
    with pytest.raises(anthropic.InternalServerError):
        client.messages.create(**asked("tea"))


def test_faults_may_be_planned_for_other_endpoints(client: Anthropic, model_server: ModelServer) -> None:
    model_server.plan(faults.overloaded(), on="batches.create")
    assert client.messages.create(**asked()).stop_reason == "end_turn"
    with pytest.raises(anthropic.OverloadedError):
        client.messages.batches.create(requests=[{"custom_id": "a", "params": asked()}])


def test_a_stream_may_break_off_stall_or_end_in_an_error(client: Anthropic, model_server: ModelServer) -> None:
    def heard() -> str:
        pieces: list[str] = []
        try:
            with client.with_options(timeout=0.5).messages.stream(**asked()) as stream:
                pieces.extend(stream.text_stream)
        except (anthropic.APIError, httpx2.HTTPError) as error:
            return f"{''.join(pieces)[:8]} … {type(error).__name__}"
        return "".join(pieces)

    model_server.plan(faults.half_body(), faults.stalled(), faults.overloaded_midway())
    assert heard() == "Ask abou … RemoteProtocolError"
    assert heard() == "Ask abou … ReadTimeout"
    assert heard() == "Ask abou … APIStatusError"
