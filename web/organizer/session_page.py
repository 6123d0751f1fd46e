"""The page of one session, as its template sees it."""

from typing import Literal

from msgspec import Struct

from domain.programme.effective import Field
from domain.programme.session_layers import SessionLayers
from web.current_event import CurrentEvent
from web.moments import clock_time, day_and_time
from web.organizer.correction_form import LEVELS, Edits, FieldView, as_shown, make_fields

Notice = Literal["", "saved", "problems", "conflict"]


class SessionPage(Struct, frozen=True, kw_only=True):
    """One session; `version` goes back with the form, so that nobody's newer word is lost."""

    session: SessionLayers
    when: str
    fields: tuple[FieldView, ...]
    levels: dict[str, str]
    version: str
    notice: Notice
    may_change: bool

    @property
    def complaints(self) -> tuple[FieldView, ...]:
        """The fields that need another look, in the order of the page."""
        return tuple([field for field in self.fields if field.problem or field.theirs is not None])

    def takes_focus(self, field: FieldView) -> bool:
        return field in self.complaints[:1]


def make_session_page(
    session: SessionLayers,
    event: CurrentEvent,
    *,
    may_change: bool = True,
    notice: Notice = "",
    edits: Edits | None = None,
    problems: dict[Field, str] | None = None,
    version: str | None = None,
) -> SessionPage:
    """The page; without `edits`, its form is as nobody has touched it."""
    starts, ends = session.starts_at.astimezone(event.zone), session.ends_at.astimezone(event.zone)
    is_conflict = notice == "conflict"
    return SessionPage(
        session=session,
        when=f"{day_and_time(starts)}–{clock_time(ends)}",
        fields=make_fields(session, edits or as_shown(session), problems or {}, is_conflict=is_conflict),
        levels=LEVELS,
        version=version or session.version,
        notice=notice,
        may_change=may_change,
    )
