"""Real conferences, whole: each file is taken twice, and once more in a version that differs in known ways."""

import re
from pathlib import Path

import pytest
from lxml import etree

from domain.programme.import_report import ImportReport
from domain.programme.import_schedule import import_schedule
from domain.programme.parse_schedule import parse_schedule
from domain.programme.submit import submit_schedule
from domain.tables import Bookmark, Session
from tests.cast import make_person
from tests.domain.programme.sample_files import real_schedule

SIZES = {
    "fosdem-2024.xml": (874, 948, 35),
    "fosdem-2016.xml": (617, 569, 28),
    "38c3-2024.xml": (1007, 571, 72),
    "ccc-camp-2019.frab.json": (79, 90, 2),
    "democon.pretalx.json": (36, 27, 2),
    "hub-schedule2.json": (2, 4, 5),
}


async def bring_in(content: bytes, name: str) -> ImportReport:
    submitted = await submit_schedule(content, name, "real", create=True)
    return await import_schedule(submitted.import_id)


@pytest.mark.parametrize("name", SIZES)
async def test_a_real_schedule_is_taken_whole_and_a_second_time_changes_nothing(database: None, name: str) -> None:
    content = real_schedule(name)
    first = await bring_in(content, name)
    assert (first.taken, first.new_speakers, first.new_rooms) == SIZES[name]
    assert first.not_taken == ()
    second = await bring_in(content, name)
    assert (second.changed, second.unchanged) == (0, first.rows)
    assert (second.new_speakers, second.updated_speakers, second.new_rooms) == (0, 0, 0)


@pytest.mark.parametrize("name", SIZES)
def test_no_markup_is_left_in_a_real_schedule(name: str) -> None:
    sessions = parse_schedule(real_schedule(name), name).sessions
    texts = (f"{session.title}\n{session.description}" for session in sessions)
    assert [
        tag for text in texts for tag in re.findall(r"</?(?:p|div|ul|li|br|a|em|strong|script)\b[^>]*>", text)
    ] == []


@pytest.mark.parametrize("name", [name for name in SIZES if name.endswith(".xml")])
async def test_ten_moved_five_cancelled_and_three_new_are_exactly_those(database: None, name: str) -> None:
    content = real_schedule(name)
    await bring_in(content, name)
    fan = await make_person("Ada", "ada@demo.example", None, None)
    ids = {row["external_id"]: row["id"] for row in await Session.select()}
    await Bookmark.insert(*(Bookmark(user_id=fan, session_id=id) for id in ids.values()))

    newer, moved, cancelled, added = changed_copy(content)
    report = await bring_in(newer, Path(name).name)

    assert {change.key for change in report.changes if change.kind == "moved"} == moved
    assert {change.key for change in report.changes if change.kind == "cancelled"} == cancelled
    assert {change.key for change in report.changes if change.kind == "new"} == added
    assert (report.changed, report.unchanged) == (18, len(ids) - 15)
    assert await Bookmark.count() == len(ids)
    standing = {row["external_id"]: row for row in await Session.select()}
    assert {key: row["id"] for key, row in standing.items() if key in ids} == ids
    assert {key for key, row in standing.items() if row["status"] == "cancelled"} == cancelled
    assert (await bring_in(newer, name)).changed == 0


def changed_copy(content: bytes) -> tuple[bytes, set[str], set[str], set[str]]:
    """A copy with ten sessions moved, five gone and three more; and the keys of each."""
    root = etree.fromstring(content)
    events = list(root.iter("event"))
    moved, gone, copied = events[10:200:19], events[300:305], events[400:403]
    for number, event in enumerate(moved):
        _move(event, number)
    keys = [_keys(moved), _keys(gone)]
    for number, event in enumerate(copied):
        twin = etree.fromstring(etree.tostring(event))
        twin.set("id", f"added-{number}")
        twin.attrib.pop("guid", "")
        event.getparent().append(twin)  # type: ignore[union-attr]
    for event in gone:
        event.getparent().remove(event)  # type: ignore[union-attr]
    return etree.tostring(root, encoding="utf-8"), keys[0], keys[1], {f"added-{number}" for number in range(3)}


def _move(event: etree._Element, number: int) -> None:
    """Half of them in time, half of them in room."""
    if number % 2:
        room = etree.SubElement(event.getparent().getparent(), "room", name="The new annex")  # type: ignore[union-attr, arg-type]
        room.append(event)
        return
    for name in ("date", "start"):
        field = event.find(name)
        if field is not None:
            field.text = re.sub(
                r"(\d\d):(\d)(\d)",
                lambda time: f"{time[1]}:{time[2]}{(int(time[3]) + 1) % 10}",
                field.text or "",
                count=1,
            )


def _keys(events: list[etree._Element]) -> set[str]:
    return {(event.get("guid") or event.get("id") or "").lower() for event in events}
