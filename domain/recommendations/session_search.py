"""Find sessions of a programme by words, for whoever asks about one that is not in their list."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.tables import Session

MOST_FOUND = 20
LONGEST_QUERY = 100
MOST_WORDS = 8

# Every word has to occur somewhere; where it is in the title goes first, then what is still to come.
_FIND = """
SELECT s.id AS session_id, s.title, s.starts_at, s.ends_at, s.track, room.name AS room,
  s.status = 'cancelled' AS is_cancelled,
  (SELECT r.match_score FROM session_recommendation r
   WHERE r.user_id = {} AND r.event_id = s.event_id AND r.session_id = s.id) AS score
FROM session s LEFT JOIN room ON room.id = s.room_id
WHERE s.event_id = {} AND NOT EXISTS (
  SELECT FROM unnest({}::text[]) AS word WHERE position(word IN lower(concat_ws(' ', s.title, s.subtitle, s.track,
    (SELECT string_agg(users.name, ' ') FROM session_speaker JOIN users ON users.id = session_speaker.speaker_id
     WHERE session_speaker.session_id = s.id)))) = 0)
ORDER BY EXISTS (SELECT FROM unnest({}::text[]) AS word WHERE position(word IN lower(s.title)) = 0),
  s.ends_at <= {}, s.starts_at, s.title, s.id LIMIT {}
"""


class FoundSession(Struct, frozen=True, kw_only=True):
    """A session that was found; `score` is None if it is not in the person's list."""

    session_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    track: str | None
    room: str | None
    is_cancelled: bool
    score: int | None


async def find_sessions(user_id: UUID, event_id: UUID, query: str, now: datetime) -> tuple[FoundSession, ...]:
    """At most twenty sessions whose title, track or speakers have all the words of the query; without any, the next.

    `now` is the event's own. Of a query only the first hundred characters and eight words are looked for.
    """
    words = query[:LONGEST_QUERY].replace("\0", "").lower().split()[:MOST_WORDS]
    rows = await Session.raw(_FIND, user_id, event_id, words, words, now, MOST_FOUND)
    return tuple([FoundSession(**row) for row in rows])
