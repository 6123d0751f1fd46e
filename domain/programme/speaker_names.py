"""Who speaks in a session and for which companies, as SQL: what is taken out of its texts when these leave."""

# For a query in which `session` is a row of that table.
NAMES_OF_SPEAKERS = """
ARRAY(SELECT DISTINCT users.name FROM session_speaker JOIN users ON users.id = speaker_id
  WHERE session_speaker.session_id = session.id AND users.name <> '' ORDER BY users.name)
"""

COMPANIES_OF_SPEAKERS = """
ARRAY(SELECT DISTINCT told.company FROM session_speaker
  LEFT JOIN speaker_profile shown ON shown.user_id = speaker_id AND shown.event_id = session.event_id
  LEFT JOIN profile ON profile.user_id = speaker_id
  CROSS JOIN LATERAL (VALUES (shown.company), (profile.company)) told (company)
  WHERE session_speaker.session_id = session.id AND told.company <> '' ORDER BY told.company)
"""
