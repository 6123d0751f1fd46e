"""The statements that write a programme; each takes its rows as one JSON array, so a programme is few round trips."""

from domain.programme.effective import FIELDS

# Arguments: event, rows. An existing room learns its capacity, and keeps its place and its floor.
WRITE_ROOMS = """
INSERT INTO room (id, event_id, name, capacity, position)
SELECT id, {}, name, capacity, position
FROM jsonb_to_recordset({}::jsonb) AS new (id uuid, name text, capacity int, position int)
ON CONFLICT (event_id, name) DO UPDATE SET capacity = coalesce(excluded.capacity, room.capacity)
"""

# Arguments: rows.
INSERT_USERS = """
INSERT INTO users (id, name) SELECT id, name FROM jsonb_to_recordset({}::jsonb) AS new (id uuid, name text)
"""

# Arguments: event, rows.
INSERT_REGISTRATIONS = """
INSERT INTO registration (id, user_id, event_id, role)
SELECT registration_id, id, {}, 'speaker' FROM jsonb_to_recordset({}::jsonb) AS new (registration_id uuid, id uuid)
"""

# Arguments: event, rows.
INSERT_SPEAKER_PROFILES = """
INSERT INTO speaker_profile (id, user_id, event_id, external_id, bio)
SELECT profile_id, id, {}, key, biography
FROM jsonb_to_recordset({}::jsonb) AS new (profile_id uuid, id uuid, key text, biography text)
"""

# Arguments: rows.
UPDATE_USERS = """
UPDATE users SET name = new.name, updated_at = now()
FROM jsonb_to_recordset({}::jsonb) AS new (id uuid, name text) WHERE users.id = new.id
"""

# Arguments: rows, event.
UPDATE_SPEAKER_PROFILES = """
UPDATE speaker_profile SET bio = new.biography, updated_at = now()
FROM jsonb_to_recordset({}::jsonb) AS new (id uuid, biography text) WHERE user_id = new.id AND event_id = {}
"""

# Arguments: event, rows.
INSERT_SESSIONS = """
WITH given AS (SELECT {}::uuid AS event_id)
INSERT INTO session (id, event_id, room_id, external_id, title, subtitle, description, starts_at, ends_at, track,
  format, language, is_recorded, virtual_link, tags, outcomes, target_audience,
  derived_tags, derived_difficulty, derived_outcomes, derived_target_audience)
SELECT new.id, given.event_id, room.id, key, title, subtitle, description, starts_at, ends_at, track,
  format, language, is_recorded, virtual_link, tags, array[]::text[], array[]::text[],
  derived_tags, derived_difficulty, derived_outcomes, derived_target_audience
FROM given CROSS JOIN jsonb_to_recordset({}::jsonb) AS new (id uuid, key text, title text, subtitle text,
  description text, starts_at timestamptz, ends_at timestamptz, room text, track text, format text, language text,
  is_recorded boolean, virtual_link text, tags text[], derived_tags text[], derived_difficulty text,
  derived_outcomes text[], derived_target_audience text[])
LEFT JOIN room ON room.event_id = given.event_id AND room.name = new.room
"""

_SAME_TEXT = """
(session.title, session.subtitle, session.description, session.track, session.format)
  IS NOT DISTINCT FROM (new.title, new.subtitle, new.description, new.track, new.format)
"""


def _derived(field: str, *, text_is_same: str) -> str:
    """What the model wrote of a text stands until the text changes."""
    return (
        f"derived_{field} = CASE WHEN '{field}' = ANY(session.model_fields) AND {text_is_same} "
        f"THEN session.derived_{field} ELSE new.derived_{field} END"
    )


def _all_derived(text_is_same: str) -> str:
    return ", ".join(_derived(field, text_is_same=text_is_same) for field in FIELDS)


# Arguments: rows, event. A session that only moved needs no second reading.
UPDATE_SESSIONS = f"""
UPDATE session SET revision = revision + 1, status = 'scheduled', updated_at = now(), room_id = room.id,
  title = new.title, subtitle = new.subtitle, description = new.description, starts_at = new.starts_at,
  ends_at = new.ends_at, track = new.track, format = new.format, language = new.language,
  is_recorded = new.is_recorded, virtual_link = new.virtual_link, tags = new.tags, {_all_derived(_SAME_TEXT)},
  model_fields = CASE WHEN {_SAME_TEXT} THEN session.model_fields ELSE array[]::text[] END,
  enriched_revision = CASE WHEN {_SAME_TEXT} AND enriched_revision = revision THEN revision + 1
    ELSE enriched_revision END
FROM jsonb_to_recordset({{}}::jsonb) AS new (id uuid, title text, subtitle text, description text,
  starts_at timestamptz, ends_at timestamptz, room text, track text, format text, language text, is_recorded boolean,
  virtual_link text, tags text[], derived_tags text[], derived_difficulty text, derived_outcomes text[],
  derived_target_audience text[])
LEFT JOIN room ON room.event_id = {{}} AND room.name = new.room
WHERE session.id = new.id
"""  # noqa: S608  # constants of this module

# Arguments: rows. Nobody sees a difference in the session itself, so neither its revision nor its time changes.
UPDATE_DERIVED = f"""
UPDATE session SET {_all_derived("true")}
FROM jsonb_to_recordset({{}}::jsonb) AS new (id uuid, revision int, derived_tags text[], derived_difficulty text,
  derived_outcomes text[], derived_target_audience text[])
WHERE session.id = new.id AND (new.revision IS NULL OR new.revision = session.revision)
"""  # noqa: S608  # constants of this module

# Arguments: ids.
CANCEL_SESSIONS = """
UPDATE session SET status = 'cancelled', revision = revision + 1, updated_at = now(),
  enriched_revision = CASE WHEN enriched_revision = revision THEN revision + 1 ELSE enriched_revision END
WHERE id = ANY({}::uuid[])
"""

# Arguments: ids of sessions.
FORGET_SPEAKING = "DELETE FROM session_speaker WHERE session_id = ANY({}::uuid[])"

# Arguments: rows, event.
INSERT_SPEAKING = """
INSERT INTO session_speaker (id, session_id, speaker_id, role, position)
SELECT new.id, session_id, user_id, role, position
FROM jsonb_to_recordset({}::jsonb) AS new (id uuid, session_id uuid, key text, role text, position int)
JOIN speaker_profile ON event_id = {} AND external_id = key
"""
