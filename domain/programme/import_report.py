"""What became of an import."""

from msgspec import Struct
from msgspec.structs import replace

from domain.programme.plan_changes import Kind, Plan
from domain.programme.schedule import NotTaken, ParsedSchedule, Zone

# A report is read by people: of a first import the numbers say enough.
MOST_CHANGES_LISTED = 500


class Change(Struct, frozen=True):
    """A session that changed, and how."""

    kind: Kind
    key: str
    title: str


class ImportReport(Struct, frozen=True, kw_only=True):
    """Numbers of sessions by what became of them, and every row that was not taken with its reason.

    `rows` = new + moved + updated + restored + unchanged + not taken. `superseded` is an import that changed nothing
    because a later one of the same event had been finished before it.
    """

    format: str
    zone: Zone
    schedule_version: str | None = None
    rows: int = 0
    new: int = 0
    moved: int = 0
    updated: int = 0
    cancelled: int = 0
    restored: int = 0
    unchanged: int = 0
    new_speakers: int = 0
    updated_speakers: int = 0
    new_rooms: int = 0
    superseded: bool = False
    changes: tuple[Change, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def taken(self) -> int:
        """How many rows of the file are sessions now."""
        return self.rows - len(self.not_taken)

    @property
    def changed(self) -> int:
        """How many sessions somebody could see a difference in."""
        return self.new + self.moved + self.updated + self.cancelled + self.restored


def report_of(schedule: ParsedSchedule, plan: Plan | None) -> ImportReport:
    """The report of a plan that was carried out; without one, of an import that was superseded."""
    plain = ImportReport(
        format=schedule.format,
        zone=schedule.zone,
        schedule_version=schedule.version,
        rows=len(schedule.sessions) + len(schedule.not_taken),
        not_taken=schedule.not_taken,
        notices=schedule.notices,
        superseded=plan is None,
    )
    return plain if plan is None else _with_changes(plain, plan)


def _with_changes(report: ImportReport, plan: Plan) -> ImportReport:
    listed = plan.sessions[:MOST_CHANGES_LISTED]
    return replace(
        report,
        new=len(plan.of_kind("new")),
        moved=len(plan.of_kind("moved")),
        updated=len(plan.of_kind("updated")),
        cancelled=len(plan.of_kind("cancelled")),
        restored=len(plan.of_kind("restored")),
        unchanged=plan.unchanged,
        new_speakers=sum(change.is_new for change in plan.speakers),
        updated_speakers=sum(not change.is_new for change in plan.speakers),
        new_rooms=plan.new_rooms,
        changes=tuple(Change(change.kind, change.content.key, change.content.title) for change in listed),
    )
