"""Store new lists in place of the earlier ones."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from domain.ids import uuid7
from domain.matching.results import SessionRecommendation
from domain.tables import SessionRecommendation as Stored

LIFETIME = timedelta(hours=24)

# NOT IN is hashed here; NOT EXISTS would compare each old row with each new one.
_STORE = """
WITH new AS (
  SELECT * FROM unnest({}::uuid[], {}::uuid[], {}::uuid[], {}::int[], {}::int[], {}::text[], {}::jsonb[], {}::jsonb[])
    AS new (id, user_id, session_id, position, match_score, source, reasons, breakdown)),
gone AS (
  DELETE FROM session_recommendation WHERE event_id = {} AND user_id = ANY({})
    AND (user_id, session_id) NOT IN (SELECT user_id, session_id FROM new))
INSERT INTO session_recommendation
  (id, user_id, event_id, session_id, position, match_score, source, is_simulated, reasons, breakdown, generated_at,
   expires_at)
SELECT new.id, new.user_id, {}, new.session_id, new.position, new.match_score, new.source, new.source = 'llm' AND {},
  ARRAY(SELECT jsonb_array_elements_text(new.reasons)), new.breakdown, {}, {}
FROM new JOIN session ON session.id = new.session_id
ON CONFLICT (user_id, event_id, session_id) DO UPDATE SET
  position = excluded.position, match_score = excluded.match_score, source = excluded.source,
  is_simulated = excluded.is_simulated, reasons = excluded.reasons, breakdown = excluded.breakdown,
  generated_at = excluded.generated_at, expires_at = excluded.expires_at, updated_at = excluded.generated_at
"""


async def store(
    event_id: UUID, lists: Mapping[UUID, Sequence[SessionRecommendation]], now: datetime, *, is_simulated: bool = False
) -> None:
    """Replace the lists of these people, by user id, in one statement; `is_simulated` marks what a model gave."""
    rows = [(user_id, place, entry) for user_id, found in lists.items() for place, entry in enumerate(found)]
    await Stored.raw(
        _STORE,
        [uuid7() for _ in rows],
        [user_id for user_id, _, _ in rows],
        [entry.session_id for _, _, entry in rows],
        [place for _, place, _ in rows],
        [entry.score for _, _, entry in rows],
        [entry.source for _, _, entry in rows],
        [msgspec.json.encode(entry.reasons).decode() for _, _, entry in rows],
        [msgspec.json.encode(entry.breakdown).decode() for _, _, entry in rows],
        event_id,
        list(lists),
        event_id,
        is_simulated,
        now,
        now + LIFETIME,
    )
