"""The environment variables that the processes and commands read: the servers' addresses, the secret, the port."""

from __future__ import annotations

import os
from collections.abc import Mapping

from local.data_directory import DataDirectory
from local.refusal import Refused
from local.servers import Servers

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
HIGHEST_PORT = 65_535


def surroundings(
    data: DataDirectory, servers: Servers, *, port: int | None = None, demo: bool = False
) -> dict[str, str]:
    """This process's environment with what is missing filled in, and the servers and the port set."""
    chosen_port = port or default_port()
    missing = {
        "HALLWAY_SECRET_KEY": data.secret("secret-key"),
        "HALLWAY_BASE_URL": local_address(chosen_port),
        "HALLWAY_HOST": DEFAULT_HOST,
        "PICCOLO_CONF": "domain.piccolo_conf",
    }
    fixed = {
        "DATABASE_URL": servers.database_url,
        "REDIS_URL": servers.redis_url,
        "HALLWAY_PORT": str(chosen_port),
        **({"HALLWAY_DEMO": "true"} if demo else {}),
    }
    return {**missing, **os.environ, **fixed}


def adopt(environment: Mapping[str, str]) -> None:
    """Make it this process's own, before anything of the domain is imported: settings are read once.

    What stands in no `environment` is taken out.
    """
    for name in os.environ.keys() - environment.keys():
        del os.environ[name]
    os.environ.update(environment)


def default_port() -> int:
    """The port of HALLWAY_PORT, else 8000. Raises: Refused if that is no port."""
    value = os.environ.get("HALLWAY_PORT") or str(DEFAULT_PORT)
    if not value.isdigit() or not 1 <= int(value) <= HIGHEST_PORT:
        raise Refused(f"HALLWAY_PORT is {value}: a number from 1 to {HIGHEST_PORT} is wanted.")
    return int(value)


def local_address(port: int) -> str:
    """Where the web process answers on this machine, whatever its public address."""
    return f"http://{visible_host()}:{port}"


def host() -> str:
    """Where the web process listens."""
    return os.environ.get("HALLWAY_HOST", DEFAULT_HOST)


def visible_host() -> str:
    """What to type into a browser on this machine: an address that listens everywhere is none to visit."""
    return {"0.0.0.0": DEFAULT_HOST, "::": "[::1]"}.get(host(), host())  # noqa: S104  # compared, not bound
