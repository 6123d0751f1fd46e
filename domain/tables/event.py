"""A conference."""

from datetime import timedelta

from piccolo.columns import Date, Integer, Interval, Text
from piccolo.constraints import Check
from piccolo.table import Table

from domain.tables.columns import created_at, primary_key, updated_at


class Event(Table, tablename="event"):
    """One conference; `clock_offset` sets its clock off from the world's, and only the demo uses it."""

    id = primary_key()
    slug = Text(unique=True)
    name = Text()
    place = Text()
    time_zone = Text(default="UTC", help_text="IANA name")
    starts_on = Date(default=None, null=True)
    ends_on = Date(default=None, null=True)
    clock_offset = Interval(default=timedelta(0))
    programme_revision = Integer(default=0, help_text="goes up by one with each change of the programme")
    created_at = created_at()
    updated_at = updated_at()

    slug_is_short = Check("slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'")
    ends_after_start = Check("ends_on >= starts_on")
