"""Corrections: an organizer's word on a session's metadata, which no import and no model changes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.errors import DomainError, InvalidInput
from domain.programme.correction_rules import Values, find_problem
from domain.programme.effective import FIELDS, Field
from domain.programme.lists_follow import ask_for_lists, raise_revision
from domain.programme.session_layers import Layers, SessionLayers, read_session
from domain.tables import Session
from domain.work.transaction import transaction

# Whoever corrects one session goes on with the next: lists are made anew once, of all of them.
SETTLING = timedelta(seconds=30)

# Taken before the session's row, as imports and enrichments do, so that none of them block each other for good.
_LOCK = "SELECT id FROM event WHERE id = {} FOR NO KEY UPDATE"

_WRITE = """
UPDATE session SET corrected_difficulty = {}, corrected_tags = {}, corrected_outcomes = {},
  corrected_target_audience = {}, updated_at = now() WHERE id = {}
"""


class InvalidCorrection(InvalidInput):
    """`problems` has a sentence for each field that cannot be taken."""

    def __init__(self, problems: dict[Field, str]) -> None:
        super().__init__("Some of this cannot be saved as it is.")
        self.problems = problems


class ChangedMeanwhile(DomainError):
    """Somebody else, or an import, changed the session since it was shown; `session` is how it is now."""

    def __init__(self, session: SessionLayers) -> None:
        super().__init__("This session was changed while you looked at it. Nothing of yours was saved yet.")
        self.session = session


class Edit(Struct, frozen=True, kw_only=True):
    """What came back of one field: `shown` is what stood in it, `value` what stands there now.

    With `keeps`, it stays whatever the schedule or the model say later; with `resets`, the correction is taken back.
    """

    value: Values
    shown: Values
    keeps: bool = False
    resets: bool = False

    @property
    def says_something(self) -> bool:
        return not self.resets and (self.keeps or self.value != self.shown)


async def save_corrections(
    event_id: UUID, session_id: UUID, edits: Mapping[Field, Edit], version: str, now: datetime
) -> SessionLayers:
    """Make corrections of what was edited, and leave the rest; the session as it is then. Idempotent.

    If it makes a difference to anybody, lists are made anew half a minute later.

    Raises, and stores nothing: `NotFound`; `InvalidCorrection`; `ChangedMeanwhile` if `version` is not that of now.
    """
    said = {field: edit.value for field, edit in edits.items() if edit.says_something}
    if problems := {field: problem for field, value in said.items() if (problem := find_problem(field, value))}:
        raise InvalidCorrection(problems)
    async with transaction():
        await Session.raw(_LOCK, event_id)
        before = await read_session(event_id, session_id, lock=True)
        if before.version != version:
            raise ChangedMeanwhile(before)
        wanted = {field: _corrected(before.fields[field], edits[field]) for field in FIELDS}
        if wanted == {field: before.fields[field].corrected for field in FIELDS}:
            return before
        await Session.raw(_WRITE, *(_stored(field, wanted[field]) for field in FIELDS), session_id)
        after = await read_session(event_id, session_id)
        if any(after.fields[field].counts != before.fields[field].counts for field in FIELDS):
            await raise_revision(event_id)
            await ask_for_lists(event_id, now + SETTLING)
    return after


def _corrected(layers: Layers, edit: Edit) -> Values | None:
    if edit.resets:
        return None
    return edit.value if edit.says_something else layers.corrected


def _stored(field: Field, values: Values | None) -> Any:
    if values is None or field != "difficulty":
        return None if values is None else list(values)
    return values[0] if values else ""
