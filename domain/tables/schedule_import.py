"""A schedule file that was handed in, and what became of it."""

from piccolo.columns import JSONB, Bytea, Text
from piccolo.constraints import Check
from piccolo.table import Table

from domain.tables.columns import belongs_to, created_at, may_refer_to, moment, primary_key
from domain.tables.event import Event
from domain.tables.user import User


class ScheduleImport(Table, tablename="schedule_import"):
    """The file as it came (20 MB at most), and the report of its import."""

    id = primary_key()
    event_id = belongs_to(Event, index=True)
    requested_by_id = may_refer_to(User)
    filename = Text()
    format = Text()
    content = Bytea()
    sha256 = Text()
    time_zone = Text(default=None, null=True, help_text="chosen by the importer; wins over the schedule's")
    report = JSONB(default=None, null=True)
    created_at = created_at()
    finished_at = moment(null=True)

    content_is_bounded = Check("octet_length(content) <= 20971520")
