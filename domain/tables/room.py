"""A room of a conference."""

from piccolo.columns import Integer, Text
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain.tables.columns import belongs_to, primary_key
from domain.tables.event import Event


class Room(Table, tablename="room"):
    """One room; `position` is its place in the schedule's own order."""

    id = primary_key()
    event_id = belongs_to(Event)
    name = Text()
    floor = Text(default=None, null=True)
    capacity = Integer(default=None, null=True)
    position = Integer(default=0)

    unique_room_event_name = Unique([event_id, name])
    capacity_is_positive = Check("capacity > 0")
