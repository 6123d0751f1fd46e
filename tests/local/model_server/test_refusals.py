from typing import Any

import anthropic
import httpx
import pytest
from anthropic import Anthropic

from local.model_server.server import ModelServer
from tests.local.model_server.requests import asked

SCHEMA = {"type": "object", "properties": {"n": {"type": "integer"}}, "additionalProperties": False}


def shaped(schema: dict[str, Any]) -> dict[str, Any]:
    return {"output_config": {"format": {"type": "json_schema", "schema": schema}}}


def mark(ttl: str) -> dict[str, Any]:
    return {"type": "text", "text": "x", "cache_control": {"type": "ephemeral", "ttl": ttl}}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"extra_body": {"temperature": 0.3}}, "temperature: `temperature` is not supported"),
        ({"extra_body": {"colour": "blue"}}, "colour: Extra inputs are not permitted"),
        ({"extra_body": {"max_tokens": None}}, "max_tokens: Field required"),
        ({"max_tokens": 64_001}, "max_tokens: 64001 > 64000"),
        ({"tool_choice": {"type": "any"}, "tools": [{"name": "t", "input_schema": {}}]}, "forced tool use"),
        ({"messages": [{"role": "system", "content": "x"}]}, 'Unexpected role "system"'),
        ({"messages": [{"role": "user", "content": "x"}, {"role": "assistant", "content": "{"}]}, "prefill"),
        ({"messages": []}, "at least one message is required"),
        ({"messages": [{"role": "user", "content": ""}]}, "non-empty content"),
        ({"messages": [{"role": "robot", "content": "x"}]}, "messages.0.role: Invalid enum value"),
        ({"system": [mark("5m")] * 5}, "A maximum of 4 blocks"),
        ({"system": [mark("5m"), mark("1h")]}, "must not come after"),
        (shaped(SCHEMA | {"additionalProperties": True}), "must be explicitly set to false"),
        (shaped(SCHEMA | {"properties": {"n": {"type": "integer", "minimum": 0}}}), "'minimum' is not supported"),
        ({"messages": [{"role": "user", "content": "x" * 600_003}]}, "prompt is too long: 200001 tokens"),
    ],
)
def test_what_the_real_api_refuses_is_refused_in_its_words(client: Anthropic, more: dict[str, Any], said: str) -> None:
    with pytest.raises(anthropic.BadRequestError) as refused:
        client.messages.create(**asked() | more)
    assert said in (refused.value.api_message or "")
    assert refused.value.type == "invalid_request_error"


def test_an_unknown_model_is_not_found(client: Anthropic) -> None:
    with pytest.raises(anthropic.NotFoundError, match="model: claude-haiku-3") as refused:
        client.messages.create(**asked() | {"model": "claude-haiku-3"})
    assert refused.value.request_id


def test_a_wrong_key_is_not_let_in(model_server: ModelServer) -> None:
    stranger = Anthropic(base_url=model_server.url, api_key="sk-ant-wrong", max_retries=0)
    with pytest.raises(anthropic.AuthenticationError, match="invalid x-api-key"):
        stranger.messages.create(**asked())


@pytest.mark.parametrize(
    ("headers", "status", "said"),
    [
        ({"anthropic-version": "2023-06-01"}, 401, "x-api-key header is required"),
        ({"x-api-key": "KEY"}, 400, "anthropic-version: header is required"),
    ],
)
def test_each_header_is_required(model_server: ModelServer, headers: dict[str, str], status: int, said: str) -> None:
    sent = {name: value.replace("KEY", model_server.api_key) for name, value in headers.items()}
    answer = httpx.post(f"{model_server.url}/v1/messages", headers=sent, json=asked())
    assert (answer.status_code, answer.json()["error"]["message"]) == (status, said)
    assert answer.json()["request_id"] == answer.headers["request-id"]


def test_a_body_above_32_megabytes_is_too_large(client: Anthropic) -> None:
    with pytest.raises(anthropic.APIStatusError) as refused:
        client.messages.create(**asked("x" * (32 * 1024 * 1024 + 1)))
    assert (refused.value.status_code, refused.value.type) == (413, "request_too_large")


def test_what_is_no_json_is_said_to_be_none(model_server: ModelServer) -> None:
    headers = {"x-api-key": model_server.api_key, "anthropic-version": "2026-10-21"}
    answer = httpx.post(f"{model_server.url}/v1/messages", headers=headers, content=b"{")
    assert answer.status_code == 400
    assert "not valid JSON" in answer.json()["error"]["message"]


@pytest.mark.parametrize(("method", "path", "status"), [("POST", "/v1/complete", 404), ("PUT", "/v1/messages", 405)])
def test_other_paths_and_methods_are_unknown(model_server: ModelServer, method: str, path: str, status: int) -> None:
    assert httpx.request(method, f"{model_server.url}{path}").status_code == status
