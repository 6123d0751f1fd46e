"""What matching knows of a person and of a session."""

from uuid import UUID

from msgspec import Struct

Id = UUID | str


class UserProfile(Struct, frozen=True, kw_only=True):
    """What a person told us. An absent (None or empty) role, industry or difficulty matches nothing."""

    user_id: Id
    interests: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    skills_to_offer: tuple[str, ...] = ()
    skills_needed: tuple[str, ...] = ()
    role: str | None = None
    industry: str | None = None
    preferred_difficulty: str | None = None
    about: str = ""


class SessionFacts(Struct, frozen=True, kw_only=True):
    """What a programme tells of a session, given or derived; `description` is plain text."""

    id: Id
    title: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    track: str | None = None
    difficulty: str | None = None
    outcomes: tuple[str, ...] = ()
    target_audience: tuple[str, ...] = ()
