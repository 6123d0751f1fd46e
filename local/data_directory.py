"""The folder that holds everything one installation keeps: databases, secrets, logs, and where its servers answer."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from local.refusal import Refused

CHECKOUT = Path(__file__).resolve().parent.parent
ROOT_HOME = Path("/var/lib/hallway")
SERVER_UID = 65534  # "nobody": PostgreSQL refuses to run as root
SECRET_NAMES = ("secret-key", "postgres-password", "valkey-password")


class ServerAddresses(msgspec.Struct, frozen=True):
    """Where the servers of a running launcher answer, passwords included, and that launcher's process id."""

    database_url: str
    redis_url: str
    launcher_pid: int


@dataclass(frozen=True)
class DataDirectory:
    """An existing, reachable folder; made by `open_data_directory`."""

    path: Path

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    def secret(self, name: str) -> str:
        return (self.path / "secrets" / name).read_text().strip()

    def write_addresses(self, addresses: ServerAddresses) -> None:
        write_private(self.path / "servers.json", msgspec.json.encode(addresses))

    def read_addresses(self) -> ServerAddresses | None:
        """The addresses last written, whether or not those servers still run; None before the first start."""
        try:
            return msgspec.json.decode((self.path / "servers.json").read_bytes(), type=ServerAddresses)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def forget_addresses(self) -> None:
        """Before new servers start, so that nobody reads the addresses of old ones."""
        (self.path / "servers.json").unlink(missing_ok=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other launcher out of this folder; the kernel lets go when this process ends, however it ends.

        Raises: Refused if another launcher holds it.
        """
        with (self.path / "launcher.lock").open("w") as lock:
            if not try_lock(lock.fileno()):
                raise Refused(f"Another hallway command already runs on {self.path}: stop it, or choose --data-dir.")
            yield

    def is_held(self) -> bool:
        with (self.path / "launcher.lock").open("w") as lock:
            return not try_lock(lock.fileno())


def try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def default_path(checkout: Path = CHECKOUT, *, as_root: bool | None = None) -> Path:
    """Below the checkout; as root below /var/lib, where the servers' own user can reach it."""
    if not (os.geteuid() == 0 if as_root is None else as_root):
        return checkout / ".hallway"
    mark = hashlib.sha256(str(checkout).encode()).hexdigest()[:8]
    return ROOT_HOME / f"{checkout.name}-{mark}"


def server_uid() -> int | None:
    """The user that the servers run as; None means the one who runs the launcher."""
    return SERVER_UID if os.geteuid() == 0 else None


def open_data_directory(path: Path | None = None) -> DataDirectory:
    """Make the folder, its secrets and its log folder where they are missing; idempotent.

    Raises: Refused if it cannot be made, written, or reached by the servers' user.
    """
    folder = (path or default_path()).absolute()
    try:
        make_enterable(folder)
        refuse_unreachable(folder)
        (folder / "logs").mkdir(mode=0o700, exist_ok=True)
        (folder / "secrets").mkdir(mode=0o700, exist_ok=True)
        for name in SECRET_NAMES:
            make_secret(folder / "secrets" / name)
    except OSError as error:
        raise Refused(f"The data directory {folder} cannot be used: {error.strerror}. Choose --data-dir.") from error
    return DataDirectory(folder)


def make_enterable(folder: Path) -> None:
    """Make the folder and its missing parents so that the servers' user can pass through, whatever the umask."""
    for missing in reversed([part for part in (folder, *folder.parents) if not part.exists()]):
        missing.mkdir(exist_ok=True)
        missing.chmod(0o711)


def make_secret(path: Path) -> None:
    if not path.exists() or not path.read_text().strip():
        write_private(path, secrets.token_urlsafe(36).encode())


def write_private(path: Path, content: bytes) -> None:
    """Replace the file in one step, readable by its owner only from its first byte."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    draft.replace(path)


def refuse_unreachable(folder: Path) -> None:
    uid = server_uid()
    if uid is None:
        return
    visit = ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)]
    if subprocess.run(
        visit, user=uid, group=uid, extra_groups=[], cwd="/", capture_output=True, check=False
    ).returncode:
        raise Refused(
            f"PostgreSQL does not run as root, and its user (id {uid}) cannot enter {folder}: "
            f"choose a --data-dir below a folder that everybody may enter, such as {ROOT_HOME}."
        )
