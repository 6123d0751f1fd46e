import pytest

from domain.errors import NotFound
from domain.ids import uuid7
from domain.programme.import_report import Change, ImportReport
from domain.programme.import_schedule import import_schedule
from domain.programme.report import describe, read_import
from domain.programme.schedule import NotTaken, Zone
from domain.programme.submit import submit_schedule
from tests.domain.programme.sample_files import sample

ZONE = Zone("Europe/Oslo", "schedule")


@pytest.mark.usefixtures("database")
async def test_a_report_is_read_back_as_it_was_made() -> None:
    submitted = await submit_schedule(sample("harbour.frab.xml"), "schedule.xml", "harbour", create=True)
    assert await read_import(submitted.import_id) is None
    report = await import_schedule(submitted.import_id)
    assert await read_import(submitted.import_id) == report
    with pytest.raises(NotFound):
        await read_import(uuid7())


def test_a_report_says_what_changed_and_every_row_not_taken_and_why() -> None:
    report = ImportReport(
        format="frab-xml",
        zone=ZONE,
        rows=4,
        moved=1,
        cancelled=1,
        unchanged=2,
        changes=(Change("moved", "1", "Queues"), Change("cancelled", "2", "Night reading")),
        not_taken=(NotTaken("event 4 (line 9)", "Lost", "it has no date"),),
        notices=("1 × a session without speakers.",),
    )
    assert describe(report) == [
        "Took 3 of 4 sessions (frab-xml, times in Europe/Oslo, as the schedule says).",
        "2 changes: 1 moved, 1 cancelled; 2 unchanged.",
        "Speakers: 0 new, 0 updated. Rooms: 0 new.",
        "  moved: Queues",
        "  cancelled: Night reading",
        "Not taken: 1",
        "  event 4 (line 9) “Lost”: it has no date",
        "1 × a session without speakers.",
    ]


def test_of_many_changes_fifty_are_named() -> None:
    changes = tuple(Change("moved", str(key), f"Talk {key}") for key in range(60))
    lines = describe(ImportReport(format="frab-xml", zone=ZONE, rows=60, moved=60, changes=changes))
    assert lines[-2:] == ["  moved: Talk 49", "  … and 10 more"]


def test_a_superseded_import_says_that_it_changed_nothing() -> None:
    assert describe(ImportReport(format="frab-xml", zone=ZONE, superseded=True))[-1].startswith("Nothing was changed")
