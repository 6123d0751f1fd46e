"""Real servers: what they keep, what they refuse, and what a killed launcher leaves behind."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
import redis

from local.data_directory import CHECKOUT, open_data_directory
from local.refusal import Refused
from local.servers import reach_servers, start_servers, start_temporary_servers
from tests.local.liveness import alive, pid_in

# starts servers whose wrapper was told to ignore its parent's death, as where no kernel sends a signal
ORPHANING = """
import os, sys, time
from pathlib import Path
from local import postgres, valkey
from local.data_directory import open_data_directory
from local.servers import start_servers
plain = lambda program, death_signal, uid: [sys.executable, "-c", EXEC, str(uid or ""), *program]
EXEC = "import os,sys; os.setsid(); u=sys.argv[1]; u and (os.setgroups([]), os.setgid(int(u)), os.setuid(int(u))); " \
       "os.execv(sys.argv[2], sys.argv[2:])"
postgres.wrapped = valkey.wrapped = plain
with start_servers(open_data_directory(Path(sys.argv[1])), durable=False):
    os.kill(os.getpid(), 9)
"""


async def answer(url: str, query: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


def test_both_keep_what_was_stored_over_a_stop(folder: Path) -> None:
    data = open_data_directory(folder)
    with start_servers(data) as servers:
        asyncio.run(answer(servers.database_url, "CREATE TABLE kept AS SELECT 7 AS n"))
        redis.Redis.from_url(servers.redis_url).set("kept", "eight")
    with start_servers(data) as servers:
        assert asyncio.run(answer(servers.database_url, "SELECT n FROM kept")) == 7
        assert redis.Redis.from_url(servers.redis_url).get("kept") == b"eight"


def test_temporary_servers_leave_neither_process_nor_folder() -> None:
    with start_temporary_servers() as servers:
        place = Path(str(asyncio.run(answer(servers.database_url, "SHOW data_directory"))))
        pids = [pid_in(place / "postmaster.pid"), pid_in(place.parent / "valkey" / "valkey.pid")]
        assert alive(*pids) == pids
    assert alive(*pids) == []
    assert not place.parent.exists()


def test_neither_lets_anybody_in_without_the_password() -> None:
    with start_temporary_servers() as servers:
        place = servers.database_url.rpartition("@")[2]
        with pytest.raises(asyncpg.InvalidPasswordError):
            asyncio.run(answer(f"postgresql://hallway:guess@{place}", "SELECT 1"))
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(f"redis://{servers.redis_url.rpartition('@')[2]}").ping()


def test_orphans_of_a_killed_launcher_are_stopped_before_the_next_start(folder: Path) -> None:
    outcome = subprocess.run([sys.executable, "-c", ORPHANING, str(folder)], cwd=CHECKOUT, check=False)
    assert outcome.returncode == -signal.SIGKILL
    orphans = [pid_in(folder / "postgres" / "postmaster.pid"), pid_in(folder / "valkey" / "valkey.pid")]
    assert alive(*orphans) == orphans
    with start_servers(open_data_directory(folder), durable=False) as servers:
        assert alive(*orphans) == []
        assert asyncio.run(answer(servers.database_url, "SELECT 1")) == 1


def test_a_pid_file_of_somebody_elses_process_harms_nobody(folder: Path) -> None:
    with start_servers(open_data_directory(folder), durable=False):
        pass
    (folder / "valkey" / "valkey.pid").write_text(str(os.getpid()))
    with start_servers(open_data_directory(folder), durable=False):
        assert alive(os.getpid()) == [os.getpid()]


def test_a_second_command_reaches_the_servers_that_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    data = open_data_directory(folder)
    with start_servers(data, durable=False) as running, reach_servers(data) as reached:
        assert (reached.database_url, reached.redis_url) == (running.database_url, running.redis_url)
        assert reached.own == ()


def test_a_command_beside_a_launcher_that_is_only_starting_is_told_to_wait(folder: Path) -> None:
    data = open_data_directory(folder)
    with data.held(), pytest.raises(Refused, match="just starting"), reach_servers(data):
        pass


def test_given_addresses_are_used_and_no_server_is_started(folder: Path) -> None:
    data = open_data_directory(folder)
    with start_servers(data, database_url="postgresql://given/x", redis_url="redis://given/0") as servers:
        assert (servers.database_url, servers.redis_url) == ("postgresql://given/x", "redis://given/0")
    assert not (folder / "postgres").exists()
    assert not (folder / "valkey").exists()
