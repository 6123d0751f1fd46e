"""What ended, counted: a few rows for each span of time, however many attempts there were."""

from piccolo.columns import UUID, Array, BigInt, DoublePrecision, Integer, Text
from piccolo.constraints import Unique
from piccolo.table import Table

from domain.tables.columns import moment, primary_key


class AttemptStatistic(Table, tablename="attempt_statistic"):
    """Attempts of one kind of job that ended from `at` on within `step_seconds`; a step of 0 counts since ever.

    `wait` and `run` count attempts by how long they waited for a worker, and ran: `domain/work/statistics/buckets.py`.
    """

    id = primary_key()
    step_seconds = Integer()
    at = moment()
    queue = Text()
    name = Text()
    succeeded = BigInt(default=0)
    retried = BigInt(default=0)
    dead = BigInt(default=0)
    crashed = BigInt(default=0)
    cancelled = BigInt(default=0)
    returned = BigInt(default=0)
    wait = Array(BigInt())
    run = Array(BigInt())
    wait_seconds = DoublePrecision(default=0.0)
    run_seconds = DoublePrecision(default=0.0)

    unique_attempt_statistic_span = Unique([step_seconds, at, queue, name])


class EventStatistic(Table, tablename="event_statistic"):
    """The same of one event, to see whether events are served alike; the nil UUID is work of no event."""

    id = primary_key()
    step_seconds = Integer()
    at = moment()
    event_id = UUID(default=None)
    succeeded = BigInt(default=0)
    failed = BigInt(default=0)
    other = BigInt(default=0)
    waited = BigInt(default=0, help_text="attempts of which it is known how long they waited")
    wait_seconds = DoublePrecision(default=0.0)

    unique_event_statistic_span = Unique([step_seconds, at, event_id])


class ModelStatistic(Table, tablename="model_statistic"):
    """Calls of the model of one event, for one purpose and with one end; `at` and `step_seconds` as above.

    `latency` counts the calls that somebody waited for, in the same buckets.
    """

    id = primary_key()
    step_seconds = Integer()
    at = moment()
    event_id = UUID(default=None)
    purpose = Text()
    outcome = Text()
    calls = BigInt(default=0)
    simulated = BigInt(default=0)
    input_tokens = BigInt(default=0)
    cache_write_tokens = BigInt(default=0)
    cache_read_tokens = BigInt(default=0)
    output_tokens = BigInt(default=0)
    cost_microdollars = BigInt(default=0)
    latency = Array(BigInt())

    unique_model_statistic_span = Unique([step_seconds, at, event_id, purpose, outcome])


class StatisticsHorizon(Table, tablename="statistics_horizon"):
    """How far `attempts` and `model_calls` are counted: whatever ended before `until` is, and nothing after it."""

    id = primary_key()
    source = Text(unique=True)
    until = moment()
