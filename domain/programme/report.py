"""Import reports: read back, and put into sentences for a terminal."""

from collections.abc import Iterator
from uuid import UUID

import msgspec

from domain.errors import NotFound
from domain.programme.import_report import ImportReport
from domain.tables import ScheduleImport

MOST_LISTED = 50
_ZONE_SOURCES = {
    "option": "as chosen",
    "schedule": "as the schedule says",
    "event": "the event's",
    "default": "assumed",
}


async def read_import(import_id: UUID) -> ImportReport | None:
    """The report; None while the import is not finished.

    Raises: `NotFound`.
    """
    rows = await ScheduleImport.raw("SELECT report FROM schedule_import WHERE id = {}", import_id)
    if not rows:
        raise NotFound(f"There is no schedule import {import_id}.")
    report = rows[0]["report"]
    return None if report is None else msgspec.json.decode(report, type=ImportReport)


def describe(report: ImportReport) -> list[str]:
    """Lines for a terminal: what was taken, what changed, every row not taken, and what had to be assumed."""
    return list(_lines(report))


def _lines(report: ImportReport) -> Iterator[str]:
    yield f"Took {report.taken} of {report.rows} sessions ({report.format}, times in {_zone(report)})."
    if report.superseded:
        yield "Nothing was changed: a later import of this event was finished before this one."
        return
    yield _changes(report)
    yield f"Speakers: {report.new_speakers} new, {report.updated_speakers} updated. Rooms: {report.new_rooms} new."
    if report.changed != report.new:
        yield from _bounded([f"  {change.kind}: {change.title}" for change in report.changes])
    if report.not_taken:
        yield f"Not taken: {len(report.not_taken)}"
        yield from (f"  {row.place}{_quoted(row.title)}: {row.reason}" for row in report.not_taken)
    yield from report.notices


def _zone(report: ImportReport) -> str:
    return f"{report.zone.name}, {_ZONE_SOURCES.get(report.zone.source, report.zone.source)}"


def _changes(report: ImportReport) -> str:
    counts = {
        "new": report.new,
        "moved": report.moved,
        "updated": report.updated,
        "cancelled": report.cancelled,
        "restored": report.restored,
    }
    said = ", ".join(f"{number} {kind}" for kind, number in counts.items() if number)
    return f"{report.changed} changes{f': {said}' if said else ''}; {report.unchanged} unchanged."


def _quoted(title: str) -> str:
    return f" “{title}”" if title else ""


def _bounded(lines: list[str]) -> Iterator[str]:
    yield from lines[:MOST_LISTED]
    if len(lines) > MOST_LISTED:
        yield f"  … and {len(lines) - MOST_LISTED} more"
