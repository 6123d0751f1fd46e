"""Replays in words: how far they are, at which pace, and what became of them."""

from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from domain.work.by_hand.replay_lines import ReplayLine
from domain.work.states import State
from web.admin.words import clock, duration


class ReplayView(Struct, frozen=True, kw_only=True):
    """One replay. `title` says how far it is, `note` what was left alone, `trouble` why it does not go on."""

    id: UUID
    title: str
    note: str
    trouble: str
    share: int
    goes_on: bool
    who: str
    reason: str
    at: datetime
    clock: str
    took: str

    @property
    def is_current(self) -> bool:
        """It goes on, or should."""
        return self.goes_on or bool(self.trouble)


def make_replay_view(line: ReplayLine, now: datetime) -> ReplayView:
    return ReplayView(
        id=line.id,
        title=_title(line),
        note=_note(line),
        trouble=_trouble(line),
        share=100 * line.reached // line.total,
        goes_on=line.goes_on,
        who=line.actor_name,
        reason=line.reason or "",
        at=line.created_at,
        clock=clock(line.created_at, now),
        took=duration(line.finished_at - line.created_at) if line.finished_at else "",
    )


def _title(line: ReplayLine) -> str:
    """Such as "Replaying 1,240 of 5,000 at 50 each second, about 75 s left"."""
    if line.goes_on:
        left = duration(timedelta(seconds=max(1, (line.total - line.reached) / line.per_second)))
        return f"Replaying {line.reached:,} of {line.total:,} at {line.per_second:,} each second, about {left} left"
    if line.finished_at and line.reached == line.total:
        return f"Replayed {line.replayed:,} of {line.total:,}"
    return f"Stopped at {line.reached:,} of {line.total:,}, {line.replayed:,} replayed"


def _note(line: ReplayLine) -> str:
    notes = (
        f"{line.newer_waits:,} left, since a newer job does their work" if line.newer_waits else "",
        f"{line.too_late:,} left, since they changed meanwhile" if line.too_late else "",
    )
    return "; ".join(filter(None, notes))


def _trouble(line: ReplayLine) -> str:
    if line.finished_at:
        return ""
    if line.job_state is State.DEAD:
        return "Its own job failed. Retry that, and it goes on where it stopped."
    if not line.goes_on:
        return "Its own job ended before it; it goes no further."
    return "It waits: its queue is paused." if line.is_paused else ""
