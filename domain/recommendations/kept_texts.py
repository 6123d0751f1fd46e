"""When what the model wrote about a pair stays although their list is made anew: as SQL beside `new` and `old`.

The model writes once for what people tell; a refresh by the algorithm, or by batch, brings templates. `old` is the row
that is replaced, `new` the one in its place.
"""


def _is_unchanged(other: str) -> str:
    """Whether neither of the two told anything new since."""
    return f"""
NOT EXISTS (SELECT FROM profile WHERE user_id IN (old.user_id, old.{other}) AND updated_at > old.generated_at)
AND NOT EXISTS (SELECT FROM speaker_profile shown WHERE shown.user_id IN (old.user_id, old.{other})
  AND shown.event_id = old.event_id AND shown.updated_at > old.generated_at)
AND NOT EXISTS (SELECT FROM users named WHERE named.id IN (old.user_id, old.{other})
  AND named.updated_at > old.generated_at)
"""  # noqa: S608  # constants of the code


# What a pretended model wrote does not stand under a true one's judgement, nor the other way round.
_IS_SAME_MODEL = "(new.source = 'hybrid' OR new.is_simulated = old.is_simulated)"

# The title of a session that is over or cancelled; or any talk at all, if one of theirs began or changed since.
_NAMES_WHAT_IS_OVER = r"""
EXISTS (SELECT FROM session JOIN session_speaker held ON held.session_id = session.id
  JOIN event ON event.id = session.event_id
  CROSS JOIN LATERAL (SELECT array_to_string(old.conversation_starters, ' ') AS said) texts
  WHERE held.speaker_id = old.speaker_id AND session.event_id = old.event_id AND (
    ((session.status <> 'scheduled' OR session.starts_at <= {}::timestamptz + event.clock_offset)
      AND position(lower(session.title) IN lower(said)) > 0)
    OR ((session.updated_at > old.generated_at OR session.starts_at - event.clock_offset
        BETWEEN old.generated_at AND {}::timestamptz)
      AND said ~* '\m(session|talk|workshop|panel|keynote|lecture|presentation)')))
"""

STARTERS_STAY = f"""
old.starters_method = 'llm' AND new.starters_method = 'template' AND {_IS_SAME_MODEL}
AND {_is_unchanged("speaker_id")} AND NOT {_NAMES_WHAT_IS_OVER}
"""
"""Wants the present moment twice."""

INTRODUCTION_STAYS = f"old.introduction_method = 'llm' AND {_IS_SAME_MODEL} AND {_is_unchanged('person_id')}"
