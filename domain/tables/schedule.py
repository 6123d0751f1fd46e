"""What is due again and again, and each time it was."""

from piccolo.columns import UUID, ForeignKey, Integer, Text
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain.tables.columns import belongs_to, created_at, moment, primary_key
from domain.tables.event import Event


class Schedule(Table, tablename="schedule"):
    """One schedule of `jobs/worker.py`; one that belongs to events has a row for each active event, and one for all.

    `next_at` is the first occurrence that was not decided on yet; None while nothing is to happen: in the row for all
    events, and in that of an event that is not active.
    """

    id = primary_key()
    name = Text()
    event_id = ForeignKey(Event, on_delete=OnDelete.cascade, null=True, default=None)
    work = Text(help_text="kind of work")
    cron = Text()
    time_zone = Text(default=None, null=True, help_text="IANA name; none where each event has its own")
    catch_up = Text(default="latest")
    paused_at = moment(null=True)
    last_at = moment(null=True)
    next_at = moment(null=True)
    missed = Integer(default=0, help_text="occurrences that were never run")
    created_at = created_at()

    unique_schedule_name_event = Unique([name, event_id], nulls_distinct=False)
    known_catch_up = Check("catch_up IN ('none', 'latest', 'all')")


class ScheduleOccurrence(Table, tablename="schedule_occurrence"):
    """One time at which something was due: as a job, or missed. `local_time` names it within its schedule."""

    id = primary_key()
    schedule_id = belongs_to(Schedule)
    local_time = Text()
    due_at = moment()
    state = Text()
    job_id = UUID(default=None, null=True)
    created_at = created_at()

    unique_schedule_occurrence = Unique([schedule_id, local_time])
    known_state = Check("state IN ('enqueued', 'missed', 'by_hand')")
    has_a_job_unless_missed = Check("(state = 'missed') = (job_id IS NULL)")
