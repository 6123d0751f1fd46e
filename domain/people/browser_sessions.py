"""Sessions of browsers, kept in PostgreSQL: the cookie holds a random token, the table its hash."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

import msgspec

from domain.tables import WebSession

LIFETIME = timedelta(days=14)


class SessionData(msgspec.Struct, frozen=True):
    """What is remembered of a browser: who signed in."""

    user_id: UUID


async def open_session(user_id: UUID, now: datetime) -> str:
    """Start a session and return its token. Never takes a token from outside, so nobody can plant one beforehand."""
    token = token_urlsafe(32)
    data = msgspec.json.encode(SessionData(user_id))
    await WebSession(id=session_key(token), data=data, expires_at=now + LIFETIME).save()
    return token


async def find_session(token: str, now: datetime) -> UUID | None:
    """Who signed in with this token; None if it is unknown, closed or too old."""
    row = await WebSession.objects().get((WebSession.id == session_key(token)) & (WebSession.expires_at > now))
    return msgspec.json.decode(row.data, type=SessionData).user_id if row else None


async def close_session(token: str) -> None:
    """Forget a session. Idempotent."""
    await WebSession.delete().where(WebSession.id == session_key(token))


def session_key(token: str) -> str:
    """What the table knows a token by."""
    return sha256(token.encode()).hexdigest()
