"""Files that would cost more than a schedule can be worth are refused at once."""

import os
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from domain.programme.parse_schedule import parse_schedule
from domain.programme.safe_file import LARGEST_FILE, read_schedule_file
from tests.domain.programme.sample_files import event_xml, real_schedule, schedule_xml

BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE schedule [<!ENTITY l0 "lol">'
    + b"".join(b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10))
    + b"]>"
)


@contextmanager
def refused_within_a_second(complaint: str) -> Iterator[None]:
    # Processor time: what other processes take of a machine is not the file's doing.
    start = time.process_time()
    with pytest.raises(InvalidInput, match=complaint):
        yield
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "content",
    [
        BILLION_LAUGHS + b"<schedule>&l9;</schedule>",
        BILLION_LAUGHS + b'<schedule version="&l9;"/>',
        b'<!DOCTYPE schedule [<!ENTITY a SYSTEM "file:///etc/passwd">]><schedule>&a;</schedule>',
        b'<!-- x --><!DOCTYPE schedule SYSTEM "http://127.0.0.1:9/schedule.dtd"><schedule/>',
        b'<!DOCTYPE schedule [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><schedule/>',
        b"<!--" + b" " * 100_000 + b"--><!DOCTYPE schedule [" + b'<!ENTITY e "x">' * 900_000 + b"]><schedule/>",
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE schedule><schedule/>'.encode("utf-16"),
    ],
    ids=["bomb", "bomb in an attribute", "external entity", "external DTD", "parameter entity", "vast", "UTF-16"],
)
def test_xml_with_a_document_type_is_refused(content: bytes) -> None:
    with refused_within_a_second("document type"):
        parse_schedule(content, "schedule.xml")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"<schedule>" + b"<a/>" * 1_600_000 + b"</schedule>", "too many elements"),
        (b"<schedule>" + b'<room name="a"/>' * 400_000 + b"</schedule>", "too many elements"),
        (b"<schedule " + b" ".join(b'a%d=""' % number for number in range(800_000)) + b"/>", "too many elements"),
        (b"<schedule>" + b"<day>" * 100_000, "nested too deeply"),
        (schedule_xml(*(event_xml(key) for key in range(20_001))), "more than 20,000 events"),
        (schedule_xml(event_xml(1, abstract="a " * 6_000_000)), "too long"),
        (b"[" * 300_000, "nested too deeply"),
        (b"[" + b"[]," * 5_000_000 + b"1]", "too many values"),
        (b'["' + b'ab","' * 4_000_000 + b'"]', "too many values"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "cannot be read"),
    ],
    ids=[
        "elements",
        "rooms",
        "attributes",
        "depth",
        "events",
        "text",
        "nested JSON",
        "JSON arrays",
        "JSON strings",
        "JSON number",
    ],
)
def test_too_much_of_anything_is_refused(content: bytes, complaint: str) -> None:
    with refused_within_a_second(complaint):
        parse_schedule(content, "schedule")


def test_an_xinclude_is_not_followed() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
    [session] = parse_schedule(schedule_xml(event_xml(1, abstract=f"See {include}.")), "x").sessions
    assert session.description == "See ."


@pytest.mark.parametrize("name", ["fosdem-2024.xml", "38c3-2024.xml", "ccc-camp-2019.frab.json"])
@pytest.mark.parametrize("missing", [1, 200, 50_000])
def test_a_truncated_file_is_refused(name: str, missing: int) -> None:
    whole = real_schedule(name).rstrip()
    with refused_within_a_second("cut off"):
        parse_schedule(whole[:-missing], name)


def test_a_100_mb_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "schedule.xml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    tracemalloc.start()
    try:
        with refused_within_a_second(r"schedule\.xml is too large \(100\.0 MB\)"):
            read_schedule_file(path)
        assert tracemalloc.get_traced_memory()[1] < 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_file_of_20_mb_is_read_and_one_of_a_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "schedule.xml"
    path.write_bytes(b" " * LARGEST_FILE)
    assert len(read_schedule_file(path)) == LARGEST_FILE
    path.write_bytes(b" " * (LARGEST_FILE + 1))
    with refused_within_a_second("too large"):
        read_schedule_file(path)
    with refused_within_a_second("too large"):
        parse_schedule(b" " * (LARGEST_FILE + 1), "schedule.xml")


def test_what_is_no_readable_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with refused_within_a_second("There is no file"):
        read_schedule_file(tmp_path / "missing.xml")
    with refused_within_a_second("is not a file"):
        read_schedule_file(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with refused_within_a_second("is not a file"):
        read_schedule_file(tmp_path / "pipe")
    (tmp_path / "empty.xml").touch()
    with refused_within_a_second("empty.xml is empty"):
        read_schedule_file(tmp_path / "empty.xml")
