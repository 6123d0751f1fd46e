"""Shows what the processes write to their log files on the terminal, each line with its process's name."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

LOOK_SECONDS = 0.2
COLOURS = (36, 33, 35, 32, 34)
EVERYDAY = ("[info ", "[debug ", '"level": "info"', '"level": "debug"')


class LogTail:
    """One log file read from where it ended at first; survives its rotation."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._inode, self._offset = position(path)
        self._rest = ""

    def new_lines(self) -> list[str]:
        """The complete lines written since the last call."""
        inode, size = position(self.path)
        if inode != self._inode or size < self._offset:
            self._inode, self._offset = inode, 0
        if size == self._offset:
            return []
        with self.path.open("rb") as file:
            file.seek(self._offset)
            content = file.read()
        self._offset += len(content)
        *lines, self._rest = (self._rest + content.decode(errors="replace")).split("\n")
        return lines


def position(path: Path) -> tuple[int, int]:
    """Which file the name means now, and how long it is."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return 0, 0
    return state.st_ino, state.st_size


@contextmanager
def followed(logs: Path, names: Sequence[str], output: TextIO = sys.stdout) -> Iterator[None]:
    """Show the logs `NAME.log` in the folder until the end of the block."""
    tails = [(prefix(name, number, names, output), LogTail(logs / f"{name}.log")) for number, name in enumerate(names)]
    ended = threading.Event()
    follower = threading.Thread(target=follow, args=(tails, ended, output), daemon=True)
    follower.start()
    try:
        yield
    finally:
        ended.set()
        follower.join()


def follow(tails: Sequence[tuple[str, LogTail]], ended: threading.Event, output: TextIO) -> None:
    is_last_look = False
    while not is_last_look:
        is_last_look = ended.wait(LOOK_SECONDS)
        for start, tail in tails:
            output.writelines(f"{start}{line}\n" for line in tail.new_lines() if is_worth_showing(line))
        output.flush()


def is_worth_showing(line: str) -> bool:
    """Whether it is more than an everyday line, which is in the file for those who look."""
    return not any(level in line for level in EVERYDAY)


def prefix(name: str, number: int, names: Sequence[str], output: TextIO) -> str:
    padded = f"{name:<{max(map(len, names))}} │ "
    return f"\033[{COLOURS[number % len(COLOURS)]}m{padded}\033[0m" if output.isatty() else padded
