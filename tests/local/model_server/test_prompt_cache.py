from datetime import timedelta
from typing import Any

from anthropic import Anthropic
from anthropic.types import Message, Usage

from local.model_server.server import ModelServer
from tests.local.model_server.requests import HAIKU, SONNET, asked

LONG = "x" * 3 * 5_000  # 5,000 tokens
SHORT = "x" * 3 * 4_000


def block(text: str, ttl: str | None = "5m") -> dict[str, Any]:
    marked = {} if ttl is None else {"cache_control": {"type": "ephemeral", "ttl": ttl}}
    return {"type": "text", "text": text, **marked}


def usage(client: Anthropic, *system: dict[str, Any], question: str = "why", model: str = HAIKU) -> Usage:
    message: Message = client.messages.create(**asked(question) | {"model": model, "system": list(system)})
    return message.usage


def sizes(used: Usage) -> tuple[int, int, int]:
    """Fresh, written and read tokens."""
    return used.input_tokens, used.cache_creation_input_tokens or 0, used.cache_read_input_tokens or 0


def test_a_prefix_is_written_once_and_read_from_then_on(client: Anthropic) -> None:
    assert sizes(usage(client, block(LONG))) == (1, 5_000, 0)
    assert sizes(usage(client, block(LONG), question="and how")) == (3, 0, 5_000)


def test_one_other_character_is_another_prefix(client: Anthropic) -> None:
    usage(client, block(LONG))
    assert sizes(usage(client, block("y" + LONG[1:]))) == (1, 5_000, 0)


def test_below_the_models_floor_nothing_is_cached_and_nothing_says_so(client: Anthropic) -> None:
    for _ in range(2):
        assert sizes(usage(client, block(SHORT))) == (4_001, 0, 0)
    assert sizes(usage(client, block(SHORT), model=SONNET)) == (1, 4_000, 0)


def test_nothing_is_cached_that_is_not_marked(client: Anthropic) -> None:
    for _ in range(2):
        assert sizes(usage(client, block(LONG, None))) == (5_001, 0, 0)


def test_a_prefix_is_forgotten_five_minutes_after_its_last_use(client: Anthropic, model_server: ModelServer) -> None:
    usage(client, block(LONG))
    for _ in range(2):
        model_server.advance(timedelta(minutes=4))
        assert sizes(usage(client, block(LONG))) == (1, 0, 5_000)
    model_server.advance(timedelta(minutes=5, seconds=1))
    assert sizes(usage(client, block(LONG))) == (1, 5_000, 0)


def test_tokens_kept_for_an_hour_are_told_apart(client: Anthropic, model_server: ModelServer) -> None:
    used = usage(client, block(LONG, "1h"), block("y" * 300, "5m"))
    assert used.cache_creation is not None
    assert used.cache_creation.ephemeral_1h_input_tokens == 5_000
    assert used.cache_creation.ephemeral_5m_input_tokens == 100
    model_server.advance(timedelta(minutes=30))
    assert sizes(usage(client, block(LONG, "1h"), block("y" * 300, "5m"))) == (1, 100, 5_000)


def test_a_longer_prefix_reads_the_shorter_and_writes_the_rest(client: Anthropic) -> None:
    usage(client, block(LONG))
    assert sizes(usage(client, block(LONG), block("y" * 300))) == (1, 100, 5_000)


def test_another_model_has_a_cache_of_its_own(client: Anthropic) -> None:
    usage(client, block(LONG))
    assert sizes(usage(client, block(LONG), model=SONNET)) == (1, 5_000, 0)


def test_a_request_for_no_tokens_only_fills_the_cache(client: Anthropic) -> None:
    message = client.messages.create(**asked() | {"system": [block(LONG)], "max_tokens": 0})
    assert (message.content, message.usage.output_tokens) == ([], 0)
    assert sizes(usage(client, block(LONG))) == (1, 0, 5_000)


def test_the_parts_sum_to_what_is_counted(client: Anthropic) -> None:
    system = [block(LONG[:-1], "1h"), block("yy", "5m")]
    counted = client.messages.count_tokens(
        model=HAIKU,
        messages=asked("why")["messages"],
        system=system,  # type: ignore[arg-type]  # blocks as plain dicts
    )
    for _ in range(2):
        assert sum(sizes(usage(client, *system))) == counted.input_tokens


def test_a_mark_further_on_finds_the_prefix_and_keeps_it(client: Anthropic, model_server: ModelServer) -> None:
    usage(client, block(LONG))
    for number in range(3):
        model_server.advance(timedelta(minutes=4))
        longer = [block(LONG, None), block(str(number) * 300)]
        assert sizes(usage(client, *longer)) == (1, 100, 5_000)
