"""A session with what was given, derived and corrected of it side by side, as an organizer looks at it."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.errors import NotFound
from domain.programme.effective import FIELDS, Field
from domain.tables import Session

Source = Literal["corrected", "given", "model", "derived", "missing"]

_LAYERS = ", ".join(f"{kind}_{field}" if kind else field for field in FIELDS for kind in ("", "derived", "corrected"))

COLUMNS = f"""
session.id, title, subtitle, description, starts_at, ends_at, track, room.name AS room, revision,
status = 'cancelled' AS is_cancelled, model_fields, is_model_simulated, {_LAYERS},
ARRAY(SELECT users.name FROM session_speaker JOIN users ON users.id = speaker_id
      WHERE session_id = session.id ORDER BY session_speaker.position, users.name) AS speakers
"""  # noqa: S608  # constants of the code
TABLES = "session LEFT JOIN room ON room.id = session.room_id"


class Layers(Struct, frozen=True, kw_only=True):
    """One field; a level is a list of one or none. `corrected` is None where nobody corrected it, () for "none"."""

    given: tuple[str, ...]
    derived: tuple[str, ...]
    corrected: tuple[str, ...] | None
    is_by_model: bool

    @property
    def source(self) -> Source:
        """Who says what counts."""
        if self.corrected is not None:
            return "corrected"
        if self.given or not self.derived:
            return "given" if self.given else "missing"
        return "model" if self.is_by_model else "derived"

    @property
    def uncorrected(self) -> tuple[str, ...]:
        """What counts without an organizer's correction."""
        return self.given or self.derived

    @property
    def counts(self) -> tuple[str, ...]:
        return self.uncorrected if self.corrected is None else self.corrected


class SessionLayers(Struct, frozen=True, kw_only=True):
    """A session of an event; `fields` are in the order of `FIELDS`."""

    id: UUID
    title: str
    subtitle: str
    description: str
    starts_at: datetime
    ends_at: datetime
    track: str | None
    room: str | None
    revision: int
    is_cancelled: bool
    is_model_simulated: bool
    speakers: tuple[str, ...]
    fields: dict[Field, Layers]

    @property
    def version(self) -> str:
        """Changes with what a schedule or an organizer says of it, and not with what is derived."""
        corrected = [self.fields[field].corrected for field in FIELDS]
        return sha256(msgspec.json.encode([self.revision, corrected])).hexdigest()[:16]


async def read_session(event_id: UUID, session_id: UUID, *, lock: bool = False) -> SessionLayers:
    """One of the event's sessions; with `lock`, held until the end of the transaction.

    Raises: `NotFound`.
    """
    suffix = "FOR NO KEY UPDATE OF session" if lock else ""
    rows = await Session.raw(
        f"SELECT {COLUMNS} FROM {TABLES} WHERE session.id = {{}} AND session.event_id = {{}} {suffix}",  # noqa: S608
        session_id,
        event_id,
    )
    if not rows:
        raise NotFound("This event has no such session.")
    return as_session(rows[0])


def as_session(row: dict[str, Any]) -> SessionLayers:
    """Of a row with `COLUMNS`."""
    plain = {name: row[name] for name in SessionLayers.__struct_fields__ if name not in ("speakers", "fields")}
    fields = {field: _layers(row, field) for field in FIELDS}
    return SessionLayers(**plain, speakers=tuple(row["speakers"]), fields=fields)


def _layers(row: dict[str, Any], field: Field) -> Layers:
    corrected = row[f"corrected_{field}"]
    return Layers(
        given=_values(row[field]),
        derived=_values(row[f"derived_{field}"]),
        corrected=None if corrected is None else _values(corrected),
        is_by_model=field in row["model_fields"],
    )


def _values(stored: str | Sequence[str] | None) -> tuple[str, ...]:
    if isinstance(stored, str):
        return (stored,) if stored else ()
    return tuple(stored or ())
