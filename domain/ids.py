"""Identifiers: UUIDv7, made in Python so that a row's key is known before it is stored."""

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

NIL = UUID(int=0)

__all__ = ["NIL", "earliest_uuid7", "uuid7"]


def earliest_uuid7(moment: datetime) -> UUID:
    """Smaller than every UUIDv7 made from that millisecond on; there is none from before 1970.

    Source: RFC 9562, section 5.7.
    """
    return UUID(int=max(0, int(moment.timestamp() * 1000)) << 80)
