"""What the models were asked and what it cost, for the summary of a demo."""

from __future__ import annotations

import msgspec

from domain.tables import ModelCall

CALLS = """
SELECT model, is_simulated, count(*) AS calls,
  count(*) FILTER (WHERE outcome IN ('answered', 'partial')) AS answered,
  sum(input_tokens + cache_write_tokens)::bigint AS tokens_read, sum(cache_read_tokens)::bigint AS tokens_cached,
  sum(output_tokens)::bigint AS tokens_written, sum(cost_microdollars)::bigint AS microdollars
FROM model_call GROUP BY model, is_simulated ORDER BY model, is_simulated
"""
MILLION = 1_000_000


class CallTotals(msgspec.Struct, frozen=True):
    """All calls of one model; what was found in the cache is apart from what was read, money in microdollars."""

    model: str
    is_simulated: bool
    calls: int
    answered: int
    tokens_read: int
    tokens_cached: int
    tokens_written: int
    microdollars: int


async def summarize_calls() -> list[str]:
    """A line for each model that was asked since the database was made; none if none was."""
    return [calls_line(msgspec.convert(row, CallTotals)) for row in await ModelCall.raw(CALLS)]


def calls_line(totals: CallTotals) -> str:
    name = f"{totals.model}, simulated" if totals.is_simulated else totals.model
    money = f"${totals.microdollars / MILLION:.4f}"
    return (
        f"Model: {totals.answered} of {totals.calls} calls answered ({name}), {totals.tokens_read:,} tokens read and "
        f"{totals.tokens_cached:,} more from the cache, {totals.tokens_written:,} written: "
        f"{money}{' by the price table, nothing in truth' if totals.is_simulated else ' in all'}."
    )
