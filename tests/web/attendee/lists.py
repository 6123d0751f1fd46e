"""Lists as a generation would store them, without running one."""

from datetime import timedelta
from uuid import UUID

from domain.clock import utc_now
from domain.tables import SessionRecommendation


async def make_pick(user: UUID, event: UUID, session: UUID, position: int = 0, source: str = "specification") -> None:
    """A session in somebody's list, with a score of 40."""
    now = utc_now()
    await (
        SessionRecommendation(
            user_id=user,
            event_id=event,
            session_id=session,
            position=position,
            match_score=40,
            source=source,
            reasons=["Shared interests: job queues, PostgreSQL"],
            breakdown='{"interests":40.0}' if source == "specification" else '{"similarity":0.4}',
            generated_at=now,
            expires_at=now + timedelta(hours=24),
        )
        .save()
        .run()
    )
