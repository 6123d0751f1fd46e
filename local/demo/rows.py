"""The rows that the demo conference becomes, in the order in which they may be inserted."""

from collections.abc import Sequence
from uuid import UUID

from piccolo.table import Table

from local.demo import model
from local.demo.people_rows import bookmark_row, connection_row, profile_row, registration_rows, user_rows
from local.demo.programme_rows import room_row, session_row, session_speaker_rows, speaker_profile_row


def conference_rows(conference: model.Conference, event_id: UUID) -> list[Sequence[Table]]:
    """All rows but the event's own: a list for each table."""
    rooms = {room.slug: room_row(room, event_id, place) for place, room in enumerate(conference.rooms)}
    sessions = {session.code: session_row(session, event_id, rooms) for session in conference.sessions}
    users = user_rows(conference)
    session_ids = {code: row.id for code, row in sessions.items()}
    user_ids = {slug: row.id for slug, row in users.items()}
    return [
        [*rooms.values()],
        [*sessions.values()],
        [*users.values()],
        [*registration_rows(conference, event_id, user_ids)],
        [profile_row(person, user_ids[person.slug]) for person in conference.people],
        [speaker_profile_row(speaker, event_id, user_ids) for speaker in conference.speakers],
        [row for session in conference.sessions for row in session_speaker_rows(session, session_ids, user_ids)],
        [bookmark_row(bookmark, session_ids, user_ids) for bookmark in conference.bookmarks],
        [connection_row(user_ids[one], user_ids[other], event_id) for one, other in conference.connections],
    ]
