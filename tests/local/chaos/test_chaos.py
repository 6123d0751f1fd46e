"""A short chaos run: real workers and servers are killed, and nothing is lost, stuck or done twice."""

import os
import re
import subprocess
import sys

from local.data_directory import CHECKOUT

NOT_FOR_CHAOS = ("DATABASE_URL", "REDIS_URL")


def test_nothing_is_lost_stuck_or_doubled_in_half_a_minute_of_chaos() -> None:
    environment = {key: value for key, value in os.environ.items() if key not in NOT_FOR_CHAOS}
    command = [sys.executable, "-m", "local.cli", "chaos", "--minutes", "0.4", "--jobs", "400"]
    ended = subprocess.run(
        command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=180, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr[-3_000:]
    counted = {
        name.strip(): int(value) for name, value in re.findall(r"^([a-z' ]+?) +(\d+)(?:  ok)?$", ended.stdout, re.M)
    }
    assert int(counted["finished"]) == int(counted["committed"]) >= 400
    assert "1 PostgreSQL crashes" in ended.stdout
    assert "3 Valkey kills" in ended.stdout
