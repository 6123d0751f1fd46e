"""What matching knows of a person, of a session and of a speaker."""

from collections.abc import Collection, Mapping
from uuid import UUID

from msgspec import Struct

Id = UUID | str


class UserProfile(Struct, frozen=True, kw_only=True):
    """What a person told us. An absent (None or empty) role, industry or difficulty matches nothing.

    Here and below, `names` and `companies` match nothing: they are what is taken out of texts that leave for the model.
    """

    user_id: Id
    interests: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    skills_to_offer: tuple[str, ...] = ()
    skills_needed: tuple[str, ...] = ()
    role: str | None = None
    industry: str | None = None
    preferred_difficulty: str | None = None
    about: str = ""
    names: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()


class SessionFacts(Struct, frozen=True, kw_only=True):
    """What a programme tells of a session, given or derived; `description` is plain text.

    `speakers` has for each speaker who they are in words: their name, what they know.
    """

    id: Id
    title: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    track: str | None = None
    difficulty: str | None = None
    outcomes: tuple[str, ...] = ()
    target_audience: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()


class SpeakerFacts(Struct, frozen=True, kw_only=True):
    """What a speaker shows at an event. Only the id must be there: an absent value matches nothing.

    Where `is_expertise_derived`, they named no expertise, and it is what their sessions are about.
    """

    id: Id
    title: str | None = None
    company: str | None = None
    role: str | None = None
    industry: str | None = None
    expertise: tuple[str, ...] = ()
    is_expertise_derived: bool = False
    offerings: tuple[str, ...] = ()
    bio: str = ""
    session_titles: tuple[str, ...] = ()
    is_available_for_meetings: bool = False
    names: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()


class PersonFacts(Struct, frozen=True, kw_only=True):
    """A participant as others may meet them: their profile, the sessions they chose, and what they speak about.

    `session_ids` are saved or attended ones; `expertise` and `offerings` are empty unless they are a speaker.
    """

    profile: UserProfile
    company: str | None = None
    session_ids: frozenset[Id] = frozenset()
    is_speaker: bool = False
    expertise: tuple[str, ...] = ()
    offerings: tuple[str, ...] = ()
    is_available_for_meetings: bool = False


Choices = Mapping[Id, Collection[Id]]
"""By person, the sessions they chose: saved, or attended."""

NO_CHOICES: Choices = {}
