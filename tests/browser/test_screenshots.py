"""The command that photographs the pages."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

from local.data_directory import CHECKOUT


def size(picture: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height


def test_a_page_is_photographed_on_each_screen_in_both_schemes(address: str, tmp_path: Path) -> None:
    result = run(address, tmp_path, "nothing-here")

    assert "4 pictures" in result
    assert {path.name: size(path) for path in tmp_path.iterdir()} == {
        "nothing-here-phone-light.png": (780, 1688),
        "nothing-here-phone-dark.png": (780, 1688),
        "nothing-here-desktop-light.png": (1280, 800),
        "nothing-here-desktop-dark.png": (1280, 800),
    }


def run(address: str, out: Path, page: str) -> str:
    """The command in a process of its own, as people run it: this one's event loop belongs to the tests' browser."""
    arguments = ["--base-url", address, "--out", str(out), "--event", "harbour", "--only", page, "--plain"]
    command = [sys.executable, "-m", "local.cli", "screenshots", *arguments]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True, timeout=120).stdout
