"""The administration's pages over 1,000,000 finished, 10,000 waiting and 5,000 dead jobs, each asked for 200 times.

Run by `./hallway bench admin`, with servers of its own. Ends with 1 if a page's p95 is above 200 ms, if the number of
its queries depends on how much there is, if a hundred open pages ask the database more than one does, or if Valkey is
made to go through all its keys.
"""

import argparse
import asyncio
import platform
import sys
from secrets import token_urlsafe

from rich.console import Console

from local.servers import start_servers, temporary_data_directory
from local.surroundings import adopt, surroundings

REQUESTS = 200
# Nothing listens there, and no page asks the model: but one is set, so that its page has all its parts.
MODEL = {"ANTHROPIC_API_KEY": "of-nobody", "ANTHROPIC_BASE_URL": "http://127.0.0.1:9"}


def main() -> int:
    """Print all figures; 0 if all promises are kept, else 1."""
    parser = argparse.ArgumentParser(prog="./hallway bench admin", description=__doc__)
    parser.add_argument("--requests", type=int, default=REQUESTS, help="how often each page is asked for (%(default)s)")
    parser.add_argument("--only", default="", metavar="WORDS", help="only pages whose name has this in it")
    given = parser.parse_args()
    console = Console(width=140, soft_wrap=True, highlight=False)
    console.print(f"Python {platform.python_version()}, in rounds, {given.requests} requests of each page")
    with temporary_data_directory() as data, start_servers(data, durable=False) as servers:
        adopt({**surroundings(data, servers), **MODEL, "HALLWAY_METRICS_TOKEN": token_urlsafe(32)})
        from benchmarks.admin_figures.run import run  # reads the settings, which are complete only now

        return asyncio.run(run(console, given.requests, given.only))


if __name__ == "__main__":
    sys.exit(main())
