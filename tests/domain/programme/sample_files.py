"""The schedules written for these tests, small ones made on the spot, and where the real ones are."""

import os
from pathlib import Path

import pytest

FILES = Path(__file__).with_name("files")
ROOT = Path(__file__).parents[3]
REAL_SCHEDULES = (ROOT / os.environ.get("HALLWAY_REAL_DATA", "../shared/data") / "schedules").resolve()


def sample(name: str) -> bytes:
    return (FILES / name).read_bytes()


def real_schedule(name: str) -> bytes:
    """A real conference's file, which is no part of this project."""
    path = REAL_SCHEDULES / name
    if not path.exists():
        pytest.skip(f"the real schedule {path} is not here; HALLWAY_REAL_DATA says where real data lies")
    return path.read_bytes()


def event_xml(key: int, title: str = "", **fields: str) -> str:
    """An <event> of half an hour at ten, unless `fields` say otherwise."""
    texts = {"title": title or f"Talk {key}", "start": "10:00", "duration": "00:30"} | fields
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in texts.items())
    return f'<event id="{key}">{inner}</event>'


def schedule_xml(*events: str, conference: str = "", day: str = 'date="2026-06-04"', room: str = "Quay") -> bytes:
    """A schedule of one day and one room."""
    head = f"<conference><title>Harbour Days</title>{conference}</conference>"
    return f'<schedule>{head}<day {day}><room name="{room}">{"".join(events)}</room></day></schedule>'.encode()
