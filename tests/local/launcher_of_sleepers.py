"""A launcher for the tests: both servers and two supervised sleepers below the folder given, until it is stopped."""

import os
import sys
import time
from pathlib import Path

from local.data_directory import open_data_directory
from local.procfile import Process
from local.servers import start_servers
from local.stopping import stop_on_signals
from local.supervision import supervised

SLEEPER = "import os, pathlib, sys, time; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(600)"


def main(folder: Path) -> None:
    stop_on_signals()
    data = open_data_directory(folder)
    sleepers = [Process(name, (sys.executable, "-c", SLEEPER, f"{folder}/{name}.pid")) for name in ("web", "worker")]
    with start_servers(data, durable=False) as servers, supervised(data, sleepers, dict(os.environ)) as supervision:
        (folder / "ready").write_text(str(os.getpid()))
        while True:
            servers.revive()
            supervision.revive()
            time.sleep(0.1)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except KeyboardInterrupt:
        sys.exit(0)
