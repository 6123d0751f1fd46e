"""What was recommended to whom, and what they did with it."""

from piccolo.columns import JSONB, Array, Boolean, Date, Integer, Text
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain.tables.columns import belongs_to, created_at, moment, primary_key, updated_at
from domain.tables.event import Event
from domain.tables.session import Session
from domain.tables.user import User


class SessionRecommendation(Table, tablename="session_recommendation"):
    """One session recommended to one person; `position` 0 is the first of their list.

    The specification's flags (bookmarked, dismissed, attended) are derived from `bookmark`, `dismissal` and
    `session_attendance`, which outlive a recommendation. Source: specification, "Database Schema".
    """

    id = primary_key()
    user_id = belongs_to(User)
    event_id = belongs_to(Event)
    session_id = belongs_to(Session, index=True)
    position = Integer()
    match_score = Integer()
    source = Text(help_text="hybrid: the algorithm; llm: the model")
    is_simulated = Boolean(default=False, help_text="a pretended model wrote it: only in a demo")
    reasons = Array(Text())
    breakdown = JSONB(default="{}")
    generated_at = created_at()
    expires_at = moment()
    created_at = created_at()
    updated_at = updated_at()

    unique_session_recommendation = Unique([user_id, event_id, session_id])
    score_in_range = Check("match_score BETWEEN 0 AND 100")
    known_source = Check("source IN ('hybrid', 'llm')")


class SpeakerRecommendation(Table, tablename="speaker_recommendation"):
    """One speaker recommended to one person; `position` 0 is the first of their list.

    Source: specification, "Database Schema".
    """

    id = primary_key()
    user_id = belongs_to(User)
    event_id = belongs_to(Event)
    speaker_id = belongs_to(User, index=True)
    position = Integer()
    match_score = Integer()
    source = Text(help_text="hybrid: the algorithm; llm: the model")
    is_simulated = Boolean(default=False, help_text="a pretended model wrote it: only in a demo")
    reasons = Array(Text())
    breakdown = JSONB(default="{}")
    conversation_starters = Array(Text())
    starters_method = Text(default="template", help_text="template, or llm")
    generated_at = created_at()
    expires_at = moment()
    created_at = created_at()
    updated_at = updated_at()

    unique_speaker_recommendation = Unique([user_id, event_id, speaker_id])
    score_in_range = Check("match_score BETWEEN 0 AND 100")
    known_source = Check("source IN ('hybrid', 'llm')")
    known_starters_method = Check("starters_method IN ('template', 'llm')")


class PersonRecommendation(Table, tablename="person_recommendation"):
    """One participant recommended to another for networking; both gain, and `reasons` say how."""

    id = primary_key()
    user_id = belongs_to(User)
    event_id = belongs_to(Event)
    person_id = belongs_to(User, index=True)
    position = Integer()
    match_score = Integer()
    source = Text(help_text="hybrid: the algorithm; llm: the model")
    is_simulated = Boolean(default=False, help_text="a pretended model wrote it: only in a demo")
    reasons = Array(Text())
    breakdown = JSONB(default="{}")
    introduction = Text(help_text="a sentence that introduces the two")
    introduction_method = Text(default="template", help_text="template, or llm")
    generated_at = created_at()
    expires_at = moment()
    created_at = created_at()
    updated_at = updated_at()

    unique_person_recommendation = Unique([user_id, event_id, person_id])
    score_in_range = Check("match_score BETWEEN 0 AND 100")
    known_source = Check("source IN ('hybrid', 'llm')")
    known_introduction_method = Check("introduction_method IN ('template', 'llm')")
    not_oneself = Check("user_id <> person_id")


class Bookmark(Table, tablename="bookmark"):
    """A session somebody wants to see: must, want, or backup."""

    id = primary_key()
    user_id = belongs_to(User)
    session_id = belongs_to(Session, index=True)
    level = Text(default="want")
    created_at = created_at()
    updated_at = updated_at()

    unique_bookmark_user_session = Unique([user_id, session_id])
    known_level = Check("level IN ('must', 'want', 'backup')")


class Dismissal(Table, tablename="dismissal"):
    """A session somebody does not want to be shown again, and why, if they said."""

    id = primary_key()
    user_id = belongs_to(User)
    session_id = belongs_to(Session, index=True)
    reason = Text(default=None, null=True)
    created_at = created_at()

    unique_dismissal_user_session = Unique([user_id, session_id])
    known_reason = Check("reason IN ('not_my_topic', 'wrong_level', 'seen_before', 'bad_time')")


class NightlyList(Table, tablename="nightly_list"):
    """That somebody's list was made anew in the refresh of one night: written with the list, so never twice."""

    id = primary_key()
    user_id = belongs_to(User)
    event_id = belongs_to(Event)
    night = Date(default=None)
    created_at = created_at()

    unique_nightly_list = Unique([user_id, event_id, night])
