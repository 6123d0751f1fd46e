from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.model.prices import DEFAULT_PRICES, Usage, cost_microdollars

HAIKU, SONNET = DEFAULT_PRICES["claude-haiku-5-5"], DEFAULT_PRICES["claude-sonnet-5-5"]


def test_each_kind_of_token_has_its_price() -> None:
    million = 1_000_000
    prices = [
        cost_microdollars(SONNET, Usage(**{kind: million}))
        for kind in (
            "input_tokens",
            "cache_write_5m_tokens",
            "cache_write_1h_tokens",
            "cache_read_tokens",
            "output_tokens",
        )
    ]
    assert prices == [2_000_000, 2_500_000, 4_000_000, 200_000, 10_000_000]


def test_a_prompt_above_the_step_costs_five_times_as_much_all_of_it_and_its_answer() -> None:
    assert cost_microdollars(HAIKU, Usage(input_tokens=100_000, output_tokens=1_000)) == 10_500
    assert cost_microdollars(HAIKU, Usage(input_tokens=100_001, output_tokens=1_000)) == 52_501
    assert cost_microdollars(HAIKU, Usage(input_tokens=1, cache_read_tokens=100_000)) == 5_001


def test_a_batch_costs_half_and_a_part_of_a_microdollar_is_a_whole_one() -> None:
    assert cost_microdollars(HAIKU, Usage(input_tokens=101), is_batch=True) == 6
    assert cost_microdollars(HAIKU, Usage(input_tokens=1)) == 1
    assert cost_microdollars(HAIKU, Usage()) == 0


tokens = st.integers(0, 10**7)


@given(st.builds(Usage, tokens, tokens, tokens, tokens, tokens), st.booleans())
def test_money_is_exact(usage: Usage, is_batch: bool) -> None:
    tier = HAIKU.tier(usage.prompt_tokens)
    exact = (
        usage.input_tokens * tier.input
        + usage.cache_write_5m_tokens * tier.cache_write_5m
        + usage.cache_write_1h_tokens * tier.cache_write_1h
        + usage.cache_read_tokens * tier.cache_read
        + usage.output_tokens * tier.output
    ) / (2 if is_batch else 1)
    assert 0 <= cost_microdollars(HAIKU, usage, is_batch=is_batch) - exact < Decimal(1)
