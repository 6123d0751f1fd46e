"""Durations, shares and states as the administration pages say them."""

from datetime import UTC, datetime, timedelta

from msgspec import Struct

from domain.work.states import State


class Pill(Struct, frozen=True):
    """A state in a word, with its icon; `tone` is "" for what needs nobody's attention."""

    word: str
    icon: str
    tone: str = ""


PILLS = {
    State.SCHEDULED: Pill("Waiting", "clock"),
    State.DISPATCHED: Pill("Dispatched", "clock"),
    State.RUNNING: Pill("Running", "play", "info"),
    State.SUCCEEDED: Pill("Succeeded", "check", "plain"),
    State.CANCELLED: Pill("Cancelled", "x", "plain"),
    State.DEAD: Pill("Dead", "alert", "bad"),
}


def duration(span: timedelta) -> str:
    """Such as "42 ms", "4.2 s", "38 s", "6 min 10", "15 h 36", "3 days"."""
    seconds = max(0.0, span.total_seconds())
    if seconds < 0.9995:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02}"
    if whole < 48 * 3600:
        return f"{whole // 3600} h {whole % 3600 // 60:02}"
    return f"{whole // 86400} days"


def rounded(count: int) -> str:
    """In three digits from a million on, such as "33.0 M"; else all of it."""
    millions = count / 1_000_000
    return (
        f"{count:,}" if millions < 1 else f"{millions:,.{2 if millions < 9.995 else 1 if millions < 99.95 else 0}f} M"
    )


def percentage(part: int, whole: int) -> str:
    """Such as "0.4%"; whole numbers from ten per cent on."""
    share = 100 * part / whole
    return f"{share:.0f}%" if share >= 9.95 or share == 0 else f"{share:.1f}%"


def clock(moment: datetime, now: datetime) -> str:
    """The time of day in UTC, such as "10:38:51"; with its date, "17 Nov 10:38:51", if that is not today's."""
    there, here = moment.astimezone(UTC), now.astimezone(UTC)
    return f"{there:%H:%M:%S}" if there.date() == here.date() else f"{there.day} {there:%b %H:%M:%S}"


def shortened(text: str, longest: int) -> str:
    """In one line of at most so many characters; what was longer ends in "…"."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest].rstrip()}…"


def worker_name(host: str | None, pid: int | None) -> str:
    """Such as "fjord 4711"; of a worker that nobody remembers, so much."""
    return f"{host} {pid}" if host else "an unknown worker"
