"""The columns that most tables share: a key made in Python, and when the row was made and changed."""

import uuid
from typing import Any

from piccolo.columns import UUID, ForeignKey, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain.clock import utc_now
from domain.ids import uuid7


class Uuid7(UUID4):
    """UUIDv7 made in Python; the database has no default, so an INSERT that forgets its key fails."""

    @property
    def postgres(self) -> str:
        return "null"

    def python(self) -> uuid.UUID:
        return uuid7()


def primary_key() -> UUID:
    return UUID(default=Uuid7(), primary_key=True)


def belongs_to(table: type[Table], *, index: bool = False) -> ForeignKey[Any]:
    """A reference whose row goes with what it belongs to."""
    return ForeignKey(table, on_delete=OnDelete.cascade, null=False, index=index, default=None)


def may_refer_to(table: type[Table]) -> ForeignKey[Any]:
    """A reference that is emptied when what it refers to goes."""
    return ForeignKey(table, on_delete=OnDelete.set_null, null=True, default=None)


def created_at() -> Timestamptz:
    return Timestamptz(default=TimestamptzNow())


def updated_at() -> Timestamptz:
    return Timestamptz(default=TimestamptzNow(), auto_update=utc_now)


def moment(*, null: bool = False, index: bool = False) -> Timestamptz:
    """A point in time that somebody must give (Piccolo's own default is now)."""
    return Timestamptz(default=None, null=null, index=index)
