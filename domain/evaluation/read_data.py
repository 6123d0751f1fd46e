"""A data set to judge recommendations by: `sessions.csv`, `choices.csv` and, if there is one, `people.csv`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from domain.errors import InvalidInput
from domain.evaluation.csv_rows import Row, read_rows
from domain.matching.facts import SessionFacts, UserProfile

MOST_SESSIONS = 20_000
MOST_PEOPLE = 500_000
MOST_CHOICES = 5_000_000

Time = tuple[datetime, datetime]


@dataclass(frozen=True)
class DataSet:
    """`times` has beginning and end of those sessions that have a time, `chosen` by person what they chose, sorted.

    `profiles` and `groups` are of people of whom something is known. `passed_over` counts the rows of choices that name
    a session which is not there: exports often lack what was cancelled.
    """

    sessions: list[SessionFacts]
    times: dict[str, Time]
    profiles: dict[str, UserProfile]
    groups: dict[str, str]
    chosen: dict[str, tuple[str, ...]]
    passed_over: int = 0


def read_data(directory: Path) -> DataSet:
    """Read a folder.

    Raises: `InvalidInput` with file and line for whatever cannot be read or is there twice.
    """
    sessions: dict[str, SessionFacts] = {}
    times: dict[str, Time] = {}
    for row in _unique(read_rows(directory / "sessions.csv", ("id",), MOST_SESSIONS)):
        sessions[row.values["id"]] = _session(row)
        if time := _time(row):
            times[row.values["id"]] = time
    if not sessions:
        raise InvalidInput("sessions.csv has no sessions.")
    people = _people(directory / "people.csv")
    chosen, passed_over = _choices(directory / "choices.csv", sessions.keys())
    profiles = {row.values["id"]: _profile(row) for row in people}
    groups = {row.values["id"]: row.values["group"] for row in people if row.values.get("group")}
    return DataSet(list(sessions.values()), times, profiles, groups, chosen, passed_over)


def _unique(rows: Iterable[Row]) -> Iterable[Row]:
    first: dict[str, int] = {}
    for row in rows:
        if (key := row.required("id")) in first:
            raise row.wrong(f"the id {key!r} is there already, in line {first[key]}.")
        first[key] = row.line
        yield row


def _session(row: Row) -> SessionFacts:
    value = row.values.get
    return SessionFacts(
        id=row.values["id"],
        title=value("title", ""),
        description=value("description", ""),
        tags=row.several("tags"),
        track=value("track") or None,
        speakers=row.several("speakers"),
    )


def _time(row: Row) -> Time | None:
    starts_at = _moment(row, "starts_at")
    ends_at = _moment(row, "ends_at")
    if starts_at is None:
        return None
    if ends_at is not None and ends_at < starts_at:
        raise row.wrong("it ends before it starts.")
    return starts_at, ends_at or starts_at


def _moment(row: Row, column: str) -> datetime | None:
    text = row.values.get(column, "")
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        example = "2026-11-18T09:30 or 2026-11-18T09:30:00+01:00"
        raise row.wrong(f"{column} is {text[:40]!r}, which is no time such as {example}.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _people(path: Path) -> list[Row]:
    return list(_unique(read_rows(path, ("id",), MOST_PEOPLE))) if path.exists() else []


def _profile(row: Row) -> UserProfile:
    return UserProfile(
        user_id=row.values["id"], interests=row.several("interests"), role=row.values.get("role") or None
    )


def _choices(path: Path, sessions: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], int]:
    """A session chosen twice (saved, and then attended) is chosen once; how many rows name no known session."""
    known = {session: session for session in sessions}
    chosen: dict[str, set[str]] = {}
    passed_over = 0
    for row in read_rows(path, ("person", "session"), MOST_CHOICES):
        person, session = row.required("person"), known.get(row.required("session"))
        _moment(row, "at")
        if session is None:
            passed_over += 1
        else:
            chosen.setdefault(person, set()).add(session)
    if not chosen:
        raise InvalidInput("choices.csv has no choices" + (" of sessions in sessions.csv." if passed_over else "."))
    return {person: tuple(sorted(sessions)) for person, sessions in chosen.items()}, passed_over
