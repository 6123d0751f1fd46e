"""What administrators do on the busy day, once: letters cancelled, and dead ones retried."""

from __future__ import annotations

from uuid import UUID

from domain.audit.entries import Action, Actor
from domain.tables import AuditEntry, Job, User
from domain.work.by_hand.actions import cancel_jobs, retry_jobs
from domain.work.by_hand.choice import Picked
from local.demo.busy.looking import wait_for_rows
from local.demo.busy.troubles import CANCELLED_SUBJECT
from local.demo.busy.write_busy import COLLEAGUE, ROOT

WRONG_ROOM = "They name the wrong room; new ones follow"
# Retried by hand: one is sent then, the other is refused again.
RETRIED = ("%@late.example", "%@spam.example")

_DEAD = """
SELECT job.id FROM job JOIN mail ON mail.id::text = job.arguments ->> 'mail_id'
WHERE job.state = 'dead' AND recipient LIKE {}
"""
_WAITING = """
SELECT job.id FROM job JOIN mail ON mail.id::text = job.arguments ->> 'mail_id'
WHERE job.state = 'scheduled' AND subject = {}
"""


async def act_once() -> None:
    """Nothing if it was done at an earlier start."""
    is_done = (AuditEntry.action == Action.CANCEL.value) & (AuditEntry.reason == WRONG_ROOM)
    if await AuditEntry.exists().where(is_done):
        return
    for recipients in RETRIED:
        await retry_jobs(await _actor(ROOT), Picked(await _wait_for_dead(recipients)), "The address was mended")
    letters = tuple(row["id"] for row in await Job.raw(_WAITING, CANCELLED_SUBJECT))
    await cancel_jobs(await _actor(COLLEAGUE), Picked(letters), WRONG_ROOM)


async def _wait_for_dead(recipients: str) -> tuple[UUID, ...]:
    return tuple(row["id"] for row in await wait_for_rows(_DEAD, recipients))


async def _actor(email: str) -> Actor:
    [row] = await User.select(User.id, User.name).where(User.email == email)
    return Actor(row["id"], row["name"])
