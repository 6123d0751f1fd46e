"""The job system beside arq without a ledger: how soon a job starts, how many a second, and what a wake-up costs.

Run by `./hallway bench jobs`, with servers of its own that wait for the disk at each commit. Ends with 1 if a ratio is
missed or a job was lost; milliseconds depend on the machine, and are printed only.
"""

import argparse
import asyncio
import platform
import sys

from local.servers import start_servers, temporary_data_directory
from local.surroundings import adopt, surroundings

ROUNDS = 5


def main() -> int:
    """Print all figures; 0 if every ratio is kept and nothing was lost, else 1."""
    parser = argparse.ArgumentParser(prog="./hallway bench jobs", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is measured (default: %(default)s)")
    rounds = parser.parse_args().rounds
    print(f"Python {platform.python_version()}, two workers each, median of {rounds} interleaved rounds", flush=True)
    with temporary_data_directory() as data, start_servers(data) as servers:
        environment = surroundings(data, servers)
        adopt(environment)
        from benchmarks.job_figures.run import run  # reads the settings, which are complete only now

        return asyncio.run(run(environment, data.logs, rounds))


if __name__ == "__main__":
    sys.exit(main())
