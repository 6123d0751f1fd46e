"""Sign-in links and sessions of browsers that are of no use any more."""

from datetime import datetime, timedelta

from domain.batched_delete import delete_in_batches
from domain.tables import SignInLink, WebSession

# A link that is too old is told apart from one that never was, for a day.
LINKS_KEPT = timedelta(days=1)


async def prune_sign_ins(now: datetime) -> dict[str, int]:
    """Delete links a day after they ran out, and sessions as they do; how many of each."""
    return {
        "links": await delete_in_batches(SignInLink, "expires_at < {}", now - LINKS_KEPT),
        "sessions": await delete_in_batches(WebSession, "expires_at < {}", now),
    }
