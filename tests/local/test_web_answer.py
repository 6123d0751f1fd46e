from pathlib import Path

import pytest

from local.following import LogTail
from local.ports import LOOPBACK, free_port
from local.refusal import Refused
from local.web_answer import answers, has_begun_to_listen

ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "web.log"
    path.write_text("Uvicorn running on http://127.0.0.1:8000\n")
    return path


def test_what_an_earlier_start_said_does_not_count(log: Path) -> None:
    tail = LogTail(log)
    assert not has_begun_to_listen(ADDRESS, tail)
    with log.open("a") as file:
        file.write("2026-11-23 [info] Uvicorn running on http://127.0.0.1:8000\n")
    assert has_begun_to_listen(ADDRESS, tail)


def test_a_port_taken_meanwhile_is_refused_at_once(log: Path) -> None:
    tail = LogTail(log)
    with log.open("a") as file:
        file.write("[Errno 98] error while attempting to bind on address ('127.0.0.1', 8000): address already in use\n")
    with pytest.raises(Refused, match=r"http://127\.0\.0\.1:8000 was taken meanwhile .* --port"):
        has_begun_to_listen(ADDRESS, tail)


def test_nobody_answers_at_a_free_port() -> None:
    assert not answers(f"http://{LOOPBACK}:{free_port()}/health/live")
