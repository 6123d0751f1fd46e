"""Which of many browsers' sessions are still an administrator's, in one query."""

from collections.abc import Collection
from datetime import datetime

from domain.people.browser_sessions import session_key
from domain.tables import WebSession

# The data is the JSON of a `SessionData`.
_LEVELS = """
SELECT web_session.id, users.admin FROM web_session
JOIN users ON users.id = (convert_from(web_session.data, 'UTF8')::jsonb ->> 'user_id')::uuid
WHERE web_session.id = ANY({}) AND web_session.expires_at > {} AND users.admin <> 'none'
"""


async def find_admin_levels(tokens: Collection[str], now: datetime) -> dict[str, str]:
    """`read` or `full` by token, without those that are signed out, too old, or of who is no administrator."""
    if not tokens:
        return {}
    by_key = {session_key(token): token for token in tokens}
    rows = await WebSession.raw(_LEVELS, list(by_key), now)
    return {by_key[row["id"]]: row["admin"] for row in rows}
