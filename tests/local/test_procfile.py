import sys
from pathlib import Path

import pytest

from local.procfile import Process, read_procfile
from local.refusal import Refused


def test_each_line_is_a_process_and_python_is_this_interpreter(tmp_path: Path) -> None:
    path = tmp_path / "Procfile"
    path.write_text("# two processes\n\nweb: python -m web.serve\nmail-out: /bin/echo 'two words'\n")
    assert read_procfile(path) == [
        Process("web", (sys.executable, "-m", "web.serve")),
        Process("mail-out", ("/bin/echo", "two words")),
    ]


@pytest.mark.parametrize("line", ["web python", "web:", ": python", "we]b: python"])
def test_a_line_that_names_no_process_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "Procfile"
    path.write_text(line)
    with pytest.raises(Refused, match="not `name: command`"):
        read_procfile(path)


def test_hallways_own_processes_are_web_worker_and_bulk() -> None:
    assert [process.name for process in read_procfile()] == ["web", "worker", "bulk"]
