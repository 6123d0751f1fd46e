"""Identifiers: UUIDv7, made in Python so that a row's key is known before it is stored."""

from uuid import UUID

from uuid_utils.compat import uuid7

NIL = UUID(int=0)

__all__ = ["NIL", "uuid7"]
