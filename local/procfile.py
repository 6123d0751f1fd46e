"""The Procfile: which processes Hallway consists of."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from local.data_directory import CHECKOUT
from local.refusal import Refused

PROCFILE = CHECKOUT / "Procfile"


@dataclass(frozen=True)
class Process:
    """One line of the Procfile: its name, and the program with its arguments.

    `rank`: the lower ones start before and stop after the higher ones; equals at the same time.
    """

    name: str
    command: tuple[str, ...]
    rank: int = 999


def read_procfile(path: Path = PROCFILE) -> list[Process]:
    """The processes in the order of the file; `python` means the interpreter that runs this.

    Raises: Refused for a line that is neither `name: command`, nor empty, nor a comment.
    """
    lines = [line.strip() for line in path.read_text().splitlines()]
    return [read_line(line) for line in lines if line and not line.startswith("#")]


def read_line(line: str) -> Process:
    name, colon, command = line.partition(":")
    words = shlex.split(command)
    if not (colon and words and name.strip().replace("-", "_").isidentifier()):
        raise Refused(f"The Procfile has a line that is not `name: command`: {line}")
    program = sys.executable if words[0] in ("python", "python3") else words[0]
    return Process(name.strip(), (program, *words[1:]))
