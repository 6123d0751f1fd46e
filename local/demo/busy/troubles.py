"""Work that cannot be done, each kind in a way of its own; workers find that out themselves.

| how many | what | how it ends |
|---|---|---|
| 23 | lists for people who do not take part | dead at the first attempt |
| 7 | letters to mailboxes that do not exist | dead at the first attempt |
| 3 | letters to full mailboxes | dead after three attempts |
| 2 | letters to a server that never answers | dead after two timeouts |
| 2 | jobs with arguments of an older version | dead after two attempts |
| 2 | schedules that break off | dead at the first attempt |
| 1 | a schedule that brings entities with it; a web page; a letter taken for spam; work that nobody knows | dead |
| 4 | letters to a server that is away for long | retrying for as long as the demo runs |
| 1 | a letter to a mailbox that is there at the second look | dead, and sent when it is retried by hand |
| 3 | letters for later, with a wrong room in them | cancelled by hand |
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar
from uuid import UUID

from domain.ids import uuid7
from domain.tables import Job, Mail, ScheduleImport
from domain.work import works
from domain.work.enqueue import Placement, enqueue_all
from domain.work.origin import VISITOR, asked_by
from domain.work.work import Work

PEOPLE_WHO_LEFT = 23
CANCELLED_SUBJECT = "Your session moved: new room"
CUT_OFF = (b'<schedule><day index="1" date="2026-11-17"><ro', b'<schedule><day index="2" date="2026-11-18"><ro')
WITH_ENTITIES = (
    b'<!DOCTYPE schedule [<!ENTITY a "aaaaaaaaaa">]><schedule><conference><title>&a;</title></conference></schedule>'
)
WEB_PAGE = (
    b"<!DOCTYPE html><html><head><title>Log in</title></head><body>Please log in to see the schedule.</body></html>"
)
FILES = (*CUT_OFF, WITH_ENTITIES, WEB_PAGE)


class SendPushDigest(Work, frozen=True):
    """What only a newer version of Hallway knows, which was taken back."""

    queue: ClassVar[str] = "notifications"

    user_id: UUID


class ImproveChunk(Work, frozen=True):
    """As an older version asked for it."""

    queue: ClassVar[str] = "bulk"
    priority: ClassVar[int] = 5
    max_attempts: ClassVar[int] = 2

    event_id: UUID
    attendee_ids: tuple[UUID, ...]


async def enqueue_troubles(event_id: UUID, now: datetime) -> None:
    """All of them, in the transaction that is open."""
    people = [uuid7() for _ in range(PEOPLE_WHO_LEFT)]
    await enqueue_all([works.GenerateRecommendations(user_id=person, event_id=event_id) for person in people])
    await enqueue_all([ImproveChunk(event_id=event_id, attendee_ids=(person,)) for person in people[:2]])
    await enqueue_all([SendPushDigest(user_id=people[0])])
    await enqueue_imports(event_id)
    with asked_by(VISITOR):
        await enqueue_all_letters(now)


async def enqueue_imports(event_id: UUID) -> None:
    """Files that nobody could hand in today: a form refuses them before they are stored."""
    rows = [_import_row(content, number, event_id) for number, content in enumerate(FILES, start=1)]
    await ScheduleImport.insert(*rows)
    await enqueue_all([works.ImportSchedule(import_id=row.id, event_id=event_id) for row in rows])


def _import_row(content: bytes, number: int, event_id: UUID) -> ScheduleImport:
    return ScheduleImport(
        event_id=event_id,
        filename=f"schedule-{number}.xml",
        format="frab_xml",
        content=content,
        sha256=sha256(content).hexdigest(),
    )


async def enqueue_all_letters(now: datetime) -> None:
    """`mail_server.py` says what becomes of which domain."""
    subject = "Your sign-in link for Hallway"
    await enqueue_letters(subject, _addresses("gone", 7))
    await enqueue_letters(subject, _addresses("spam", 1), max_attempts=2)
    await enqueue_letters(subject, _addresses("full", 3), max_attempts=3)
    await enqueue_letters(subject, _addresses("silent", 2), max_attempts=2, takes_at_most=timedelta(seconds=3))
    await enqueue_letters(subject, _addresses("away", 4), max_attempts=200)
    await enqueue_letters(subject, _addresses("late", 1))
    await enqueue_letters(CANCELLED_SUBJECT, _addresses("kept", 3), due_at=now + timedelta(days=1))


def _addresses(domain: str, count: int) -> Sequence[str]:
    return [f"{name}@{domain}.example" for name in ("nora", "emil", "yusuf", "greta", "ivo", "lena", "pavel")[:count]]


async def enqueue_letters(
    subject: str,
    addresses: Sequence[str],
    *,
    max_attempts: int = works.SendMail.max_attempts,
    takes_at_most: timedelta = works.SendMail.timeout,
    due_at: datetime | None = None,
) -> list[UUID]:
    """A job for each letter; how many attempts it has, and how long each may take."""
    letters = [Mail(recipient=address, subject=subject, text=f"Hello,\n\n{subject}.") for address in addresses]
    await Mail.insert(*letters)
    jobs = await enqueue_all([works.SendMail(mail_id=letter.id) for letter in letters], Placement(due_at=due_at))
    await Job.raw(
        "UPDATE job SET max_attempts = {}, timeout = {} WHERE id = ANY({}::uuid[])", max_attempts, takes_at_most, jobs
    )
    return jobs
