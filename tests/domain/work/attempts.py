"""Attempts that ended when a test says."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from domain.ids import NIL, uuid7
from domain.tables import Job, JobAttempt


async def make_attempts(
    ended_at: Sequence[datetime],
    outcome: str = "succeeded",
    *,
    queue: str = "bulk",
    event: UUID = NIL,
    waited: timedelta | None = timedelta(seconds=1),
    ran: timedelta = timedelta(seconds=3),
) -> None:
    """One attempt of one job for each moment, with an id made half a second before it."""
    for at in ended_at:
        job = Job(id=_id(at), name="SendMail", queue=queue, event_id=event, state="succeeded")
        await job.save().run()
        due_at = None if waited is None else at - ran - waited
        await (
            JobAttempt(
                id=_id(at - timedelta(seconds=0.5)),
                job_id=job.id,
                dispatch_no=1,
                outcome=outcome,
                due_at=due_at,
                started_at=at - ran,
                finished_at=at,
            )
            .save()
            .run()
        )


def _id(moment: datetime) -> UUID:
    return UUID(int=(int(moment.timestamp() * 1000) << 80) | (uuid7().int & (1 << 80) - 1))
