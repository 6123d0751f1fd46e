"""`python -m local.demo.busy.traffic --logs DIR`: breaks the model, loses workers, and keeps people coming."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from domain.logs import configure_logs
from domain.settings import load_settings
from local.database_pool import open_pool
from local.demo.busy.broken_model import break_model
from local.demo.busy.by_hand import act_once
from local.demo.busy.casualty import keep_losing_workers
from local.demo.busy.visitors import keep_backlog, keep_visiting


async def run(logs: Path) -> None:
    """Until it is told to stop; what fails ends all of it, and it is started anew."""
    address = load_settings().anthropic_base_url
    if address is not None:
        await break_model(str(address))
    async with open_pool(), asyncio.TaskGroup() as tasks:
        for task in (act_once(), keep_losing_workers(logs), keep_visiting(), keep_backlog()):
            tasks.create_task(task)


def main() -> None:
    """Run until it is told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--logs", type=Path, required=True)
    configure_logs(load_settings().log_format)
    asyncio.run(run(parser.parse_args().logs))


if __name__ == "__main__":
    main()
