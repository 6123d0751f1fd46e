"""A filter finds what it says, and looks at no more of a large ledger than it must."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.ids import earliest_uuid7, uuid7
from domain.tables import Job
from domain.work import listing
from domain.work.by_hand.choice import Matched, choose, count_matching
from domain.work.filter import JobFilter, Place
from domain.work.listing import list_jobs
from domain.work.matching import search_for
from domain.work.states import State

ADA, SAM = uuid7(), uuid7()
HARBOUR, RARE = uuid7(), uuid7()
NOW = datetime.now(UTC)
FULL, AWAY = "00000000000000aa", "00000000000000bb"
NAMES = ("GenerateRecommendations", "GenerateChunk", "SendMail")

# So many jobs, one each twenty seconds until now; what each is follows from its number.
_FILL = """
INSERT INTO job (id, name, queue, event_id, arguments, state, attempts, priority, fingerprint, due_at, created_at,
  changed_at, started_at, finished_at)
SELECT id, name, queue, event_id, arguments, state, 1, 0, fingerprint, at, at, at, at, at
FROM unnest({}::uuid[], {}::text[], {}::text[], {}::uuid[], {}::jsonb[], {}::text[], {}::text[], {}::timestamptz[])
  AS new (id, name, queue, event_id, arguments, state, fingerprint, at)
"""


def made(number: int, of: int) -> tuple[Any, ...]:
    """One job of the ledger: most of them succeeded, long ago."""
    at = NOW - timedelta(seconds=20) * (of - number)
    state = {0: "dead", 1: "scheduled", 2: "running", 3: "cancelled"}.get(number % 40, "succeeded")
    person = str(ADA if number % 50 < 5 else SAM)
    arguments = {
        0: {"user_id": person, "event_id": str(HARBOUR)},
        1: {"user_ids": [person, str(uuid7())], "note": f"Part {number}"},
        2: {"mail_id": str(uuid7())},
    }[number % 3]
    return (
        UUID(int=earliest_uuid7(at).int + number),
        NAMES[number % 3],
        "bulk" if number % 7 == 0 else "interactive",
        RARE if number % 1_000 == 80 else HARBOUR,
        json.dumps(arguments),
        state,
        (FULL, AWAY)[number % 3 == 0] if state == "dead" else None,
        at,
    )


async def fill(count: int) -> list[dict[str, Any]]:
    rows = [made(number, count) for number in range(count)]
    await Job.raw(_FILL, *(list(column) for column in zip(*rows, strict=True)))
    names = ("id", "name", "queue", "event_id", "arguments", "state", "fingerprint", "at")
    return [dict(zip(names, row, strict=True)) for row in reversed(rows)]


def is_recent(row: dict[str, Any]) -> bool:
    return bool(row["state"] != "succeeded" or row["at"] >= NOW - timedelta(hours=23))


FILTERS: dict[str, tuple[JobFilter, Callable[[dict[str, Any]], bool]]] = {
    "everything": (JobFilter(), lambda _: True),
    "dead": (JobFilter((State.DEAD,)), lambda row: row["state"] == "dead"),
    "succeeded": (JobFilter((State.SUCCEEDED,)), lambda row: row["state"] == "succeeded"),
    "queue": (JobFilter(queue="bulk"), lambda row: row["queue"] == "bulk"),
    "name": (JobFilter(name="SendMail"), lambda row: row["name"] == "SendMail"),
    "no such name": (JobFilter(name="a 'b' {}"), lambda _: False),
    "event": (JobFilter(event_id=RARE), lambda row: row["event_id"] == RARE),
    "person": (JobFilter(person_id=ADA), lambda row: str(ADA) in row["arguments"]),
    "error": (JobFilter(error=AWAY), lambda row: row["fingerprint"] == AWAY),
    "error of the dead": (JobFilter((State.SCHEDULED,), error=AWAY), lambda _: False),
    "text of open ones": (
        JobFilter((State.DEAD, State.SCHEDULED), text="pART 12"),
        lambda row: row["state"] in ("dead", "scheduled") and "Part 12" in row["arguments"],
    ),
    "time": (
        JobFilter(since=NOW - timedelta(hours=2), until=NOW - timedelta(hours=1)),
        lambda row: NOW - timedelta(hours=2) <= row["at"] < NOW - timedelta(hours=1),
    ),
    "several": (
        JobFilter((State.SUCCEEDED, State.DEAD), queue="bulk", name="GenerateChunk", person_id=SAM, event_id=HARBOUR),
        lambda row: (
            row["state"] in ("succeeded", "dead")
            and (row["queue"], row["name"], row["event_id"]) == ("bulk", "GenerateChunk", HARBOUR)
            and str(SAM) in row["arguments"]
        ),
    ),
}


async def read_all(wanted: JobFilter) -> list[UUID]:
    found: list[UUID] = []
    place: Place | None = None
    while True:
        page = await list_jobs(wanted, place=place, page_size=100)
        found += [job.id for job in page.jobs]
        if not (place := page.after):
            return found


async def test_each_filter_lists_and_counts_exactly_what_it_says(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "ROWS_SEARCHED", 300)
    rows = await fill(2_000)
    for name, (wanted, is_wanted) in FILTERS.items():
        expected = [row["id"] for row in rows if is_wanted(row)]
        assert await read_all(wanted) == expected, name
        if wanted.states != (State.SUCCEEDED,):
            changeable = sorted(row["id"] for row in rows if is_wanted(row) and row["state"] != "succeeded")
            count = await count_matching(wanted)
            assert count.jobs == len(changeable), name
            choice = Matched(wanted, count.jobs, count.as_of)
            states = frozenset(State) - {State.SUCCEEDED}
            assert list((await choose(choice, states)).ids) == changeable, name


async def test_a_job_is_found_by_its_id_in_its_state_only(database: None) -> None:
    rows = await fill(50)
    assert await read_all(JobFilter(job_id=rows[3]["id"])) == [rows[3]["id"]]
    others = tuple(state for state in State if state != rows[3]["state"])
    assert await read_all(JobFilter(others, job_id=rows[3]["id"])) == []
    assert await read_all(JobFilter(job_id=uuid7())) == []


async def test_text_is_searched_in_what_succeeded_of_the_last_day_or_of_a_person(database: None) -> None:
    rows = await fill(6_000)
    with_text = [row for row in rows if "Part 1" in row["arguments"]]
    by_text = await read_all(JobFilter(text="Part 1"))
    assert set(by_text) >= {row["id"] for row in with_text if is_recent(row)}
    assert len(by_text) < len(with_text)
    by_person = await read_all(JobFilter(text="Part 1", person_id=ADA))
    assert by_person == [row["id"] for row in with_text if str(ADA) in row["arguments"]]


@pytest.mark.parametrize("name", FILTERS)
async def test_no_filter_reads_a_large_ledger_from_end_to_end(
    database: None, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "ROWS_SEARCHED", 200)
    await fill(20_000)
    await Job.raw("ANALYZE job")
    wanted, _ = FILTERS[name]
    search = search_for(wanted, NOW)
    places = None, Place(str(earliest_uuid7(NOW - timedelta(days=2))))
    statements = [listing._by_age(search, place, 25) for place in places]
    if wanted.states == (State.DEAD,):
        statements += [listing._by_key(search, key, None, 25) for key in ("due_at", "-attempts")]
    for statement in statements:
        [plan] = await Job.raw(f"EXPLAIN (FORMAT JSON) {statement.text}", *statement.values)
        assert "Seq Scan" not in scans_of(plan["QUERY PLAN"])


def scans_of(plan: str) -> set[str]:
    """The kinds of nodes that read the table of jobs."""
    found: set[str] = set()

    def walk(node: dict[str, Any]) -> None:
        if node.get("Relation Name") == "job":
            found.add(node["Node Type"])
        for inner in node.get("Plans", []):
            walk(inner)

    walk(json.loads(plan)[0]["Plan"])
    return found
