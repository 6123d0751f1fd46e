"""Two worker processes of one kind, halted while others are measured."""

import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.processes import Child, signal_group, start_child, stop_child, wrapped

WORKERS = 2
TERM_THEN_KILL = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 1.0))


@dataclass(frozen=True)
class Team:
    """Worker processes that run or are halted together."""

    children: Sequence[Child]

    def halt(self) -> None:
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Not halted while the block runs."""
        self.go_on()
        try:
            yield
        finally:
            self.halt()

    def own_exits(self) -> int:
        return sum(child.poll() is not None for child in self.children)

    def _signal(self, number: signal.Signals) -> None:
        for child in self.children:
            signal_group(child.pid, number)


@contextmanager
def team(program: Sequence[str], environment: Mapping[str, str], logs: Path) -> Iterator[Team]:
    """Two processes of `python -m` that program, running until the end of the block."""
    command = wrapped([sys.executable, "-m", *program])
    log = logs / f"{'-'.join(program)}.log"
    children = [start_child(command, log=log, environment=environment) for _ in range(WORKERS)]
    running = Team(children)
    try:
        yield running
    finally:
        running.go_on()
        for child in children:
            stop_child(child, TERM_THEN_KILL)
