from datetime import timedelta

import anthropic
import pytest
from anthropic import Anthropic

from local.model_server.rate_limits import Limits
from local.model_server.server import ModelServer
from tests.local.model_server.requests import asked


def test_each_answer_tells_what_is_left(client: Anthropic, model_server: ModelServer) -> None:
    model_server.limit(Limits(requests=60, input_tokens=6_000, output_tokens=600))
    headers = client.messages.with_raw_response.create(**asked("abc")).headers
    assert headers["anthropic-ratelimit-requests-limit"] == "60"
    assert headers["anthropic-ratelimit-requests-remaining"] == "59"
    assert headers["anthropic-ratelimit-input-tokens-remaining"] == "5999"
    assert headers["anthropic-ratelimit-tokens-limit"] == "6600"
    assert headers["anthropic-ratelimit-output-tokens-reset"].endswith("Z")


def test_beyond_the_limit_the_wait_is_told(client: Anthropic, model_server: ModelServer) -> None:
    model_server.limit(Limits(requests=2))
    for _ in range(2):
        client.messages.create(**asked())
    with pytest.raises(anthropic.RateLimitError) as refused:
        client.messages.create(**asked())
    wait = float(refused.value.response.headers["retry-after"])
    assert 1 <= wait <= 30
    model_server.advance(timedelta(seconds=wait))
    client.messages.create(**asked())


def test_spent_tokens_are_refused_too(client: Anthropic, model_server: ModelServer) -> None:
    model_server.limit(Limits(input_tokens=100))
    client.messages.create(**asked("x" * 900))
    with pytest.raises(anthropic.RateLimitError):
        client.messages.create(**asked())
