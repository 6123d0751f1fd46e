"""The kinds of work Hallway does in the background; `jobs/worker.py` says who does them."""

from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from domain.work.work import Work


class GenerateRecommendations(Work, frozen=True):
    """Match one attendee to an event's sessions. A person waits for it, so it goes before the bulk."""

    queue: ClassVar[str] = "interactive"
    priority: ClassVar[int] = 10
    timeout: ClassVar[timedelta] = timedelta(minutes=1)

    user_id: UUID
    event_id: UUID

    @property
    def dedupe_key(self) -> str:
        return f"generate_recommendations:{self.user_id}:{self.event_id}"


class ImproveRecommendations(Work, frozen=True):
    """Let the model rank one attendee's list. It may take half a minute, so nobody's own queue waits for it."""

    queue: ClassVar[str] = "bulk"
    priority: ClassVar[int] = 10
    timeout: ClassVar[timedelta] = timedelta(minutes=1)
    max_attempts: ClassVar[int] = 3

    user_id: UUID
    event_id: UUID

    @property
    def dedupe_key(self) -> str:
        return f"improve_recommendations:{self.user_id}:{self.event_id}"


class ImproveSpeakers(Work, frozen=True):
    """Let the model rank one attendee's speakers, and write how to begin with the first of them and of their people."""

    queue: ClassVar[str] = "bulk"
    priority: ClassVar[int] = 9
    timeout: ClassVar[timedelta] = timedelta(minutes=2)
    max_attempts: ClassVar[int] = 3

    user_id: UUID
    event_id: UUID

    @property
    def dedupe_key(self) -> str:
        return f"improve_speakers:{self.user_id}:{self.event_id}"


class GenerateEvent(Work, frozen=True):
    """Match all attendees of an event: in chunks, and progress until the last is done."""

    queue: ClassVar[str] = "bulk"

    event_id: UUID

    @property
    def dedupe_key(self) -> str:
        return f"generate_event:{self.event_id}"


class RefreshEvent(Work, frozen=True):
    """The nightly refresh of an event: as `GenerateEvent`, but nobody's list is written twice in one `night`.

    `night` is a date in the event's zone; without it, all lists are written anew.
    """

    queue: ClassVar[str] = "bulk"

    event_id: UUID
    night: date | None = None

    @property
    def dedupe_key(self) -> str:
        return f"refresh_event:{self.event_id}:{self.night or 'by_hand'}"


class GenerateChunk(Work, frozen=True):
    """Match some attendees of an event in one go, a part of `GenerateEvent` or `RefreshEvent`."""

    queue: ClassVar[str] = "bulk"

    event_id: UUID
    user_ids: tuple[UUID, ...]
    night: date | None = None


class RefreshByModel(Work, frozen=True):
    """Ask the model about everybody's list of a night, after the algorithm has made it; by batch, or in chunks."""

    queue: ClassVar[str] = "bulk"
    timeout: ClassVar[timedelta] = timedelta(minutes=30)

    event_id: UUID
    night: date | None = None

    @property
    def dedupe_key(self) -> str:
        return f"refresh_by_model:{self.event_id}:{self.night or 'by_hand'}"


class ImproveChunk(Work, frozen=True):
    """Let the model rank some attendees' lists one after the other, a part of `RefreshByModel` without a batch."""

    queue: ClassVar[str] = "bulk"
    priority: ClassVar[int] = -1
    timeout: ClassVar[timedelta] = timedelta(minutes=30)

    event_id: UUID
    user_ids: tuple[UUID, ...]


class RunModelBatch(Work, frozen=True):
    """See a batch of requests to the model through, from its intent to its last result."""

    queue: ClassVar[str] = "bulk"
    timeout: ClassVar[timedelta] = timedelta(minutes=30)

    batch_id: UUID
    event_id: UUID

    @property
    def dedupe_key(self) -> str:
        return f"run_model_batch:{self.batch_id}"


class DeleteExpiredRecommendations(Work, frozen=True):
    """Delete recommendations that ran out and that nobody will look at again."""

    queue: ClassVar[str] = "bulk"

    @property
    def dedupe_key(self) -> str:
        return "delete_expired_recommendations"


class WriteReminders(Work, frozen=True):
    """Note who is to be told that a session they saved is about to begin."""

    queue: ClassVar[str] = "notifications"
    timeout: ClassVar[timedelta] = timedelta(minutes=1)

    @property
    def dedupe_key(self) -> str:
        return "write_reminders"


class PruneJobs(Work, frozen=True):
    """Delete jobs that ended long ago, and what else is kept about them."""

    queue: ClassVar[str] = "bulk"

    @property
    def dedupe_key(self) -> str:
        return "prune_jobs"


class RollUpStatistics(Work, frozen=True):
    """Count what ended in the last minute, for charts and alerts that look far back. Short, so no letter waits long."""

    queue: ClassVar[str] = "notifications"
    priority: ClassVar[int] = 1

    @property
    def dedupe_key(self) -> str:
        return "roll_up_statistics"


class ReplayJobs(Work, frozen=True):
    """Replay the dead jobs that an audit entry lists, some each second."""

    queue: ClassVar[str] = "bulk"
    priority: ClassVar[int] = 20
    timeout: ClassVar[timedelta] = timedelta(minutes=1)

    entry_id: UUID

    @property
    def dedupe_key(self) -> str:
        return f"replay_jobs:{self.entry_id}"


class PruneSignIns(Work, frozen=True):
    """Delete sign-in links and sessions of browsers that are of no use any more."""

    queue: ClassVar[str] = "bulk"

    @property
    def dedupe_key(self) -> str:
        return "prune_sign_ins"


class ImportSchedule(Work, frozen=True):
    """Read a stored schedule file into its event's programme."""

    queue: ClassVar[str] = "bulk"
    priority: ClassVar[int] = 5
    max_attempts: ClassVar[int] = 3

    import_id: UUID
    event_id: UUID

    @property
    def dedupe_key(self) -> str:
        return f"import_schedule:{self.import_id}"


class EnrichProgramme(Work, frozen=True):
    """Derive the tags, levels, outcomes and audiences that an event's schedule does not give."""

    queue: ClassVar[str] = "bulk"
    priority: ClassVar[int] = 1
    timeout: ClassVar[timedelta] = timedelta(minutes=30)

    event_id: UUID

    @property
    def dedupe_key(self) -> str:
        return f"enrich_programme:{self.event_id}"


class SendMail(Work, frozen=True):
    """Send one stored letter."""

    queue: ClassVar[str] = "notifications"
    priority: ClassVar[int] = 5
    timeout: ClassVar[timedelta] = timedelta(seconds=30)

    mail_id: UUID

    @property
    def dedupe_key(self) -> str:
        return f"send_mail:{self.mail_id}"
