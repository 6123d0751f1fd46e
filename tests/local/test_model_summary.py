from typing import Any

from domain.ids import uuid7
from domain.tables import ModelCall
from local.model_summary import summarize_calls


def call(**fields: Any) -> ModelCall:
    return ModelCall(id=uuid7(), purpose="sessions", model="claude-haiku-5-5", **fields)


async def test_calls_are_summed_and_simulated_ones_cost_nothing_in_truth(database: None) -> None:
    await ModelCall.insert(
        call(outcome="answered", input_tokens=900, cache_write_tokens=100, output_tokens=50, cost_microdollars=1_200),
        call(outcome="partial", input_tokens=1_000, cache_read_tokens=5_000, output_tokens=7, cost_microdollars=300),
        call(outcome="breaker_open"),
        call(outcome="answered", is_simulated=True, input_tokens=10, output_tokens=1, cost_microdollars=100),
    )
    assert await summarize_calls() == [
        "Model: 2 of 3 calls answered (claude-haiku-5-5), 2,000 tokens read and 5,000 more from the cache, 57 written: "
        "$0.0015 in all.",
        "Model: 1 of 1 calls answered (claude-haiku-5-5, simulated), 10 tokens read and 0 more from the cache, "
        "1 written: $0.0001 by the price table, nothing in truth.",
    ]


async def test_nothing_is_said_of_a_model_that_nobody_asked(database: None) -> None:
    assert await summarize_calls() == []
