"""A schedule without sessions must not cancel a whole programme."""

from domain.errors import InvalidInput
from domain.programme.schedule import ParsedSchedule


def refuse_emptying(schedule: ParsedSchedule, stored_sessions: int) -> None:
    """Raises: `InvalidInput` if no row of the file can be taken while the event has sessions of an earlier import."""
    if schedule.sessions or not stored_sessions:
        return
    why = "The schedule has no sessions"
    if schedule.not_taken:
        first = schedule.not_taken[0]
        why = f"No row of the schedule can be taken ({first.place}: {first.reason})"
    raise InvalidInput(f"{why}, and the event has {stored_sessions}: they would all be cancelled. Nothing was changed.")
