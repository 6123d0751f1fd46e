"""The programme of an event as it is stored, in the shape in which a schedule is compared with it."""

from uuid import UUID

from msgspec import Struct, field

from domain.programme.derived_metadata import Derived
from domain.programme.schedule import ParsedRoom, ParsedSession


class StoredSession(Struct, frozen=True, kw_only=True):
    """A session that came by an import; `content` is in the shape of the schedule's.

    `model_fields` are those of `derived` that the model wrote.
    """

    id: UUID
    is_cancelled: bool
    content: ParsedSession
    derived: Derived
    model_fields: tuple[str, ...] = ()


class StoredSpeaker(Struct, frozen=True, kw_only=True):
    """A speaker who came by an import; who has an account since then says of themselves who they are."""

    id: UUID
    key: str
    name: str
    biography: str
    has_account: bool


class StoredProgramme(Struct, frozen=True, kw_only=True):
    """What came by imports, by the schedule's own keys, and every room by its name; no session made here."""

    sessions: dict[str, StoredSession] = field(default_factory=dict)
    speakers: dict[str, StoredSpeaker] = field(default_factory=dict)
    rooms: dict[str, ParsedRoom] = field(default_factory=dict)
