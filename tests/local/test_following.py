import io
from pathlib import Path

from local.following import LogTail, followed
from local.logs import rotate_log


def test_only_what_is_new_is_shown_in_whole_lines(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("of an earlier start\n")
    tail = LogTail(log)
    with log.open("a") as file:
        file.write("one\ntw")
        file.flush()
        assert tail.new_lines() == ["one"]
        file.write("o\n")
        file.flush()
        assert tail.new_lines() == ["two"]
    assert tail.new_lines() == []


def test_a_rotated_log_is_followed_into_its_successor(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("old\n")
    tail = LogTail(log)
    log.rename(tmp_path / "web.log.1")
    log.write_text("new and longer\n")
    assert tail.new_lines() == ["new and longer"]


def test_each_line_carries_the_name_of_its_process(tmp_path: Path) -> None:
    output = io.StringIO()
    with followed(tmp_path, ["web", "worker"], output):
        (tmp_path / "web.log").write_text("listening\n")
        (tmp_path / "worker.log").write_text("ready\n")
    assert output.getvalue() == "web    │ listening\nworker │ ready\n"


def test_everyday_lines_stay_in_the_file(tmp_path: Path) -> None:
    output = io.StringIO()
    with followed(tmp_path, ["bulk"], output):
        (tmp_path / "bulk.log").write_text("12:00 [info     ] job_ended\n12:01 [warning  ] server_away\n")
    assert output.getvalue() == "bulk │ 12:01 [warning  ] server_away\n"


def test_a_grown_log_is_set_aside_and_a_small_one_stays(tmp_path: Path) -> None:
    log = tmp_path / "postgres.log"
    log.write_text("x" * 11)
    rotate_log(log, largest_bytes=11)
    assert log.exists()
    rotate_log(log, largest_bytes=10)
    assert not log.exists()
    assert (tmp_path / "postgres.log.1").read_text() == "x" * 11
