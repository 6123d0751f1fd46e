"""The job ledger: the truth about work."""

from datetime import timedelta

from piccolo.columns import JSONB, UUID, Array, Boolean, Integer, Interval, SmallInt, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain.ids import NIL
from domain.tables.columns import belongs_to, created_at, moment, primary_key


class Job(Table, tablename="job"):
    """One piece of work; `domain/work/states.py` says how `state` may change.

    `dispatch_no` is the fencing number: it goes up with each dispatch; who holds an older one may write nothing.
    `event_id` is the nil UUID for work of no event, so that the relay can be fair between events.
    `fingerprint` is that of the error it waits or died with; two failures of one cause share it.
    """

    id = primary_key()
    name = Text()
    queue = Text()
    event_id = UUID(default=NIL)
    arguments = JSONB(default="{}")
    dedupe_key = Text(default=None, null=True)
    priority = SmallInt(default=0)
    state = Text(default="scheduled")
    due_at = created_at()
    attempts = Integer(default=0)
    max_attempts = Integer(default=5)
    crashes = Integer(default=0)
    timeout = Interval(default=timedelta(minutes=5))
    dispatch_no = Integer(default=0)
    worker = UUID(default=None, null=True)
    lease_until = moment(null=True)
    cancel_requested = Boolean(default=False)
    parent_id = UUID(default=None, null=True)
    progress_done = Integer(default=0)
    progress_total = Integer(default=None, null=True)
    result = JSONB(default=None, null=True)
    error = Text(default=None, null=True)
    fingerprint = Text(default=None, null=True)
    request_id = Text(default=None, null=True)
    origin = Text(default=None, null=True, help_text="who asked: see `domain/work/origin.py`")
    replayed_from = UUID(default=None, null=True, help_text="the job that this one repeats with edited arguments")
    created_at = created_at()
    changed_at = Timestamptz(default=TimestamptzNow(), help_text="when its state or its arguments last changed")
    started_at = moment(null=True)
    finished_at = moment(null=True)

    known_state = Check("state IN ('scheduled', 'dispatched', 'running', 'succeeded', 'dead', 'cancelled')")
    attempts_bounded = Check("attempts BETWEEN 0 AND max_attempts")


class JobAttempt(Table, tablename="job_attempt"):
    """One run of a job, written when it ends."""

    id = primary_key()
    job_id = belongs_to(Job)
    dispatch_no = Integer()
    worker = UUID(default=None, null=True)
    outcome = Text()
    due_at = moment(null=True)
    started_at = moment()
    finished_at = created_at()
    error_class = Text(default=None, null=True)
    error_message = Text(default=None, null=True)
    traceback = Text(default=None, null=True)

    unique_job_attempt_job_dispatch_no = Unique([job_id, dispatch_no])
    known_outcome = Check("outcome IN ('succeeded', 'retried', 'dead', 'cancelled', 'crashed', 'returned')")


class Worker(Table, tablename="worker"):
    """A worker process, alive while its heartbeat is young. `replaced_at`: it died, and another took its place."""

    id = primary_key()
    queues = Array(Text())
    host = Text()
    pid = Integer()
    version = Text()
    started_at = created_at()
    heartbeat_at = created_at()
    stopped_at = moment(null=True)
    replaced_at = moment(null=True)


class Queue(Table, tablename="queue"):
    """A queue; the relay passes nothing of a paused one."""

    id = primary_key()
    name = Text(unique=True)
    paused_at = moment(null=True)
