"""A session, who speaks in it, and who came."""

from piccolo.columns import Array, Boolean, Integer, Text
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain.tables.columns import belongs_to, created_at, may_refer_to, moment, primary_key, updated_at
from domain.tables.event import Event
from domain.tables.room import Room
from domain.tables.user import User


class Session(Table, tablename="session"):
    """One session of the programme.

    `tags`, `outcomes`, `target_audience` and `difficulty` are as given by the schedule; the `derived_` ones were read
    out of the programme, and stand in where nothing was given; a `corrected_` one that is not null is an organizer's
    word, goes before both, and no import changes it. `external_id` is the key in the imported schedule.
    Source: specification, "Database Schema".
    """

    id = primary_key()
    event_id = belongs_to(Event, index=True)
    room_id = may_refer_to(Room)
    external_id = Text(default=None, null=True)
    revision = Integer(default=1)
    status = Text(default="scheduled")

    title = Text()
    subtitle = Text()
    description = Text()
    starts_at = moment()
    ends_at = moment()
    virtual_link = Text(default=None, null=True)
    format = Text(default=None, null=True, help_text="talk, workshop, panel …")
    language = Text(default=None, null=True)
    is_recorded = Boolean(default=None, null=True)

    track = Text(default=None, null=True, index=True)
    difficulty = Text(default=None, null=True)
    tags = Array(Text())
    outcomes = Array(Text())
    target_audience = Array(Text())

    derived_difficulty = Text(default=None, null=True)
    derived_tags = Array(Text())
    derived_outcomes = Array(Text())
    derived_target_audience = Array(Text())
    model_fields = Array(Text(), help_text="which of the derived ones the model wrote: difficulty, tags …")
    is_model_simulated = Boolean(default=False)
    enriched_revision = Integer(default=None, null=True, help_text="the revision that the model has read")

    corrected_difficulty = Text(default=None, null=True, help_text='"" is for none')
    corrected_tags = Array(Text(), default=None, null=True)
    corrected_outcomes = Array(Text(), default=None, null=True)
    corrected_target_audience = Array(Text(), default=None, null=True)

    capacity = Integer(default=None, null=True)
    current_attendance = Integer(default=0)
    created_at = created_at()
    updated_at = updated_at()

    unique_session_event_external_id = Unique([event_id, external_id])
    known_status = Check("status IN ('scheduled', 'cancelled')")
    known_difficulty = Check("difficulty IN ('beginner', 'intermediate', 'advanced')")
    known_derived_difficulty = Check("derived_difficulty IN ('beginner', 'intermediate', 'advanced')")
    known_corrected_level = Check("corrected_difficulty IN ('', 'beginner', 'intermediate', 'advanced')")
    known_model_fields = Check("model_fields <@ ARRAY['difficulty', 'tags', 'outcomes', 'target_audience']")
    ends_after_start = Check("ends_at > starts_at")
    attendance_not_negative = Check("current_attendance >= 0")


class SessionSpeaker(Table, tablename="session_speaker"):
    """Who speaks in which session, in the order of the programme."""

    id = primary_key()
    session_id = belongs_to(Session)
    speaker_id = belongs_to(User, index=True)
    role = Text(default=None, null=True)
    position = Integer(default=0)

    unique_session_speaker_session_speaker = Unique([session_id, speaker_id])
    known_role = Check("role IN ('keynote', 'speaker', 'panelist', 'moderator')")


class SessionAttendance(Table, tablename="session_attendance"):
    """Who was in which session, from when to when."""

    id = primary_key()
    user_id = belongs_to(User)
    session_id = belongs_to(Session, index=True)
    event_id = belongs_to(Event)
    joined_at = created_at()
    left_at = moment(null=True)
    duration_minutes = Integer(default=None, null=True)

    unique_session_attendance_user_session = Unique([user_id, session_id])
    leaves_after_joining = Check("left_at >= joined_at")
