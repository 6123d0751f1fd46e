"""The whole way of an import from the terminal: handed in, run by a worker in this process, reported."""

import asyncio
from collections.abc import Iterator

import pytest

from domain.errors import InvalidInput, NotFound
from domain.tables import ALL, Event, Worker
from local.import_run import ImportRequest, bulk_worker_lives, run_import

SCHEDULE = b"""<schedule><conference><title>Small</title><start>2026-05-01</start><end>2026-05-01</end><days>1</days>
<time_zone_name>Europe/Berlin</time_zone_name></conference>
<day index="1" date="2026-05-01"><room name="Hall">
<event guid="7a1f7f0e-0000-4000-8000-000000000001" id="1"><date>2026-05-01T10:00:00+02:00</date><start>10:00</start>
<duration>00:30</duration><room>Hall</room><title>Opening</title><abstract>Welcome to all.</abstract>
<persons><person id="1">Ada</person></persons></event>
</room></day></schedule>"""


@pytest.fixture
def empty_database(migrated: None) -> Iterator[None]:
    yield
    asyncio.run(truncate())


async def truncate() -> None:
    await Event.raw(f"TRUNCATE {', '.join(table._meta.tablename for table in ALL)} CASCADE")


def request(content: bytes = SCHEDULE, *, create: bool = True) -> ImportRequest:
    return ImportRequest(content, "small.xml", "small", create, None, may_others_work=True)


def test_where_no_worker_runs_the_import_is_done_here_and_a_second_one_changes_nothing(empty_database: None) -> None:
    first = run_import(request())
    assert first[:2] == [
        "Took 1 of 1 sessions (frab-xml, times in Europe/Berlin, as the schedule says).",
        "1 changes: 1 new; 0 unchanged.",
    ]
    assert run_import(request(create=False))[1] == "0 changes; 1 unchanged."


def test_an_unknown_event_is_refused_with_what_would_help(empty_database: None) -> None:
    with pytest.raises(NotFound, match="--create"):
        run_import(request(create=False))


def test_a_truncated_file_is_refused_and_nothing_is_stored(empty_database: None) -> None:
    with pytest.raises(InvalidInput, match="cut off"):
        run_import(request(SCHEDULE[:400]))
    assert asyncio.run(Event.count().run()) == 0


@pytest.mark.parametrize(
    ("queues", "seconds_ago", "has_stopped", "lives"),
    [
        (["bulk"], 5, False, True),
        (["interactive", "bulk"], 29, False, True),
        (["bulk"], 31, False, False),
        (["bulk"], 5, True, False),
        (["interactive"], 5, False, False),
    ],
)
async def test_a_bulk_worker_lives_while_its_heartbeat_is_young(
    database: None, queues: list[str], seconds_ago: int, has_stopped: bool, lives: bool
) -> None:
    worker = Worker(queues=queues, host="here", pid=1, version="1")
    await worker.save()
    await Worker.raw(
        "UPDATE worker SET heartbeat_at = now() - make_interval(secs => {}), stopped_at = CASE WHEN {} THEN now() END",
        float(seconds_ago),
        has_stopped,
    )
    assert await bulk_worker_lives() == lives
