"""What was spent, and what may still be: caps for an event and for a day, enforced before each call.

Both sums are read from indexes of the calls that cost something, whose number is bounded by the caps themselves.
Open batches count by their estimate. Single calls under way are not in them yet: workers that call at the same time may
overshoot a cap by what is in flight.
"""

from datetime import UTC, datetime, time
from uuid import UUID

from msgspec import Struct

from domain.model.outcomes import Outcome
from domain.tables import ModelCall

_SPENT = """
WITH reserved AS (
  SELECT coalesce(sum(estimated_microdollars) FILTER (WHERE event_id = {}), 0) AS of_event,
    coalesce(sum(estimated_microdollars), 0) AS of_day
  FROM model_batch WHERE state IN ('intended', 'submitted'))
SELECT
  (reserved.of_event + coalesce((SELECT sum(cost_microdollars) FROM model_call
    WHERE event_id = {} AND cost_microdollars > 0), 0))::bigint AS of_event,
  (reserved.of_day + coalesce((SELECT sum(cost_microdollars) FROM model_call
    WHERE created_at >= {} AND cost_microdollars > 0), 0))::bigint AS of_day,
  reserved.of_day::bigint AS reserved
FROM reserved
"""


class Caps(Struct, frozen=True):
    """In microdollars."""

    per_event: int
    per_day: int


class Spent(Struct, frozen=True):
    """In microdollars: by an event since ever, and by all of them since midnight UTC, each with what is reserved.

    `reserved` is what the open batches of all events are expected to cost.
    """

    of_event: int
    of_day: int
    reserved: int = 0


async def read_spent(event_id: UUID | None, now: datetime) -> Spent:
    """One query. Without an event, only the day counts."""
    midnight = datetime.combine(now.astimezone(UTC), time(), UTC)
    [row] = await ModelCall.raw(_SPENT, event_id, event_id, midnight)
    return Spent(row["of_event"], row["of_day"], row["reserved"])


def over_cap(spent: Spent, caps: Caps, cost: int) -> Outcome | None:
    """The cap that a call of this cost would pass, if any."""
    if spent.of_event + cost > caps.per_event:
        return Outcome.EVENT_CAP
    return Outcome.DAY_CAP if spent.of_day + cost > caps.per_day else None
