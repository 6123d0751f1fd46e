"""People: who they are, where they take part, what they want."""

from piccolo.columns import JSONB, Array, Boolean, Integer, Text
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain.tables.columns import belongs_to, created_at, may_refer_to, moment, primary_key, updated_at
from domain.tables.event import Event


class User(Table, tablename="users"):
    """A person. Speakers of an imported schedule have no e-mail (the plural because `user` is a word of SQL)."""

    id = primary_key()
    email = Text(default=None, null=True, unique=True, help_text="lower case")
    name = Text()
    admin = Text(default="none")
    token_generation = Integer(default=0, help_text="tokens of an earlier one are refused")
    created_at = created_at()
    updated_at = updated_at()

    email_is_lower_case = Check("email = lower(email)")
    known_admin = Check("admin IN ('none', 'read', 'full')")


class Registration(Table, tablename="registration"):
    """A person's role in an event; somebody may have more than one."""

    id = primary_key()
    user_id = belongs_to(User)
    event_id = belongs_to(Event, index=True)
    role = Text(default="attendee")
    checked_in_at = moment(null=True)
    created_at = created_at()

    unique_registration_user_event_role = Unique([user_id, event_id, role])
    known_role = Check("role IN ('attendee', 'speaker', 'organizer')")


class Profile(Table, tablename="profile"):
    """What a person told us of themselves: one for all events, for it is theirs."""

    id = primary_key()
    user_id = belongs_to(User)
    role = Text(default=None, null=True, help_text="profession, such as Product Manager")
    company = Text(default=None, null=True)
    industry = Text(default=None, null=True)
    about = Text()
    interests = Array(Text())
    goals = Array(Text())
    skills_to_offer = Array(Text())
    skills_needed = Array(Text())
    preferred_difficulty = Text(default=None, null=True)
    languages = Array(Text())
    created_at = created_at()
    updated_at = updated_at()

    unique_profile_user = Unique([user_id])
    known_difficulty = Check("preferred_difficulty IN ('beginner', 'intermediate', 'advanced')")
    known_goals = Check("goals <@ ARRAY['LEARN', 'NETWORK', 'HIRE', 'GET_HIRED', 'MENTOR', 'GET_MENTORED']")


class SpeakerProfile(Table, tablename="speaker_profile"):
    """What a speaker shows in one event; `external_id` is their key in the imported schedule."""

    id = primary_key()
    user_id = belongs_to(User)
    event_id = belongs_to(Event)
    external_id = Text(default=None, null=True)
    title = Text(default=None, null=True)
    company = Text(default=None, null=True)
    industry = Text(default=None, null=True)
    bio = Text()
    expertise = Array(Text())
    offerings = Array(Text())
    portfolio = JSONB(default="[]")
    is_available_for_meetings = Boolean(default=False)
    created_at = created_at()
    updated_at = updated_at()

    unique_speaker_profile_user_event = Unique([user_id, event_id])
    unique_speaker_profile_event_external_id = Unique([event_id, external_id])


class Connection(Table, tablename="connection"):
    """Two people who know each other, stored once: the smaller id is `user_a_id`."""

    id = primary_key()
    user_a_id = belongs_to(User)
    user_b_id = belongs_to(User, index=True)
    event_id = may_refer_to(Event)
    created_at = created_at()

    unique_connection_user_a_user_b = Unique([user_a_id, user_b_id])
    in_order = Check("user_a_id < user_b_id")
