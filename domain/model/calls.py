"""The record of calls: what each cost and how it ended, also of those that were not made."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from msgspec import Struct

from domain.ids import uuid7
from domain.model.outcomes import Outcome, Purpose
from domain.model.prices import Usage
from domain.tables import ModelCall

_RECORD = """
INSERT INTO model_call (id, event_id, job_id, batch_id, purpose, model, outcome, is_simulated, input_tokens,
  cache_write_tokens, cache_read_tokens, output_tokens, cost_microdollars, duration_ms, created_at)
SELECT new.id, event.id, job_id, batch.id, new.purpose, new.model, outcome, is_simulated, input_tokens,
  cache_write_tokens, cache_read_tokens, output_tokens, cost_microdollars, duration_ms, now()
FROM unnest({}::uuid[], {}::uuid[], {}::uuid[], {}::uuid[], {}::text[], {}::text[], {}::text[], {}::bool[], {}::int[],
            {}::int[], {}::int[], {}::int[], {}::bigint[], {}::int[])
  AS new (id, event_id, job_id, batch_id, purpose, model, outcome, is_simulated, input_tokens, cache_write_tokens,
          cache_read_tokens, output_tokens, cost_microdollars, duration_ms)
LEFT JOIN event ON event.id = new.event_id LEFT JOIN model_batch batch ON batch.id = new.batch_id
"""


class Call(Struct, frozen=True, kw_only=True):
    """One call, or one that was not made; money in millionths of a dollar. A batch's calls name their batch."""

    purpose: Purpose
    model: str
    outcome: Outcome
    is_simulated: bool = False
    usage: Usage = Usage()
    cost_microdollars: int = 0
    duration: timedelta = timedelta()
    event_id: UUID | None = None
    job_id: UUID | None = None
    batch_id: UUID | None = None


async def record_call(call: Call) -> None:
    """Write it down. An event that is gone meanwhile is left out."""
    await record_calls([call])


async def record_calls(calls: Sequence[Call]) -> None:
    """Write them down in one statement."""
    rows = [_row(call) for call in calls]
    if rows:
        await ModelCall.raw(_RECORD, *map(list, zip(*rows, strict=True)))


def _row(call: Call) -> tuple[object, ...]:
    usage = call.usage
    return (
        *(uuid7(), call.event_id, call.job_id, call.batch_id, call.purpose, call.model, call.outcome),
        *(call.is_simulated, usage.input_tokens, usage.cache_write_tokens, usage.cache_read_tokens),
        *(usage.output_tokens, call.cost_microdollars, call.duration // timedelta(milliseconds=1)),
    )
