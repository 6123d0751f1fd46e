"""The virtual environment: made once, filled from the hash-locked requirements. Standard library only."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from local.refusal import Refused
from local.stamps import fingerprint, is_stamped, one_at_a_time

LOCK = "requirements.lock.txt"
TEST_LOCK = "requirements-test.lock.txt"  # holds everything of the other one too


def python(checkout: Path) -> Path:
    return checkout / ".venv" / "bin" / "python"


def prepare(checkout: Path, *, with_test_tools: bool) -> None:
    """Make the environment and install what the lock says; nothing is done where the stamp says it stands.

    Raises: Refused with what to install or to look at.
    """
    if is_prepared(checkout, with_test_tools):
        return
    with one_at_a_time(checkout):
        if is_prepared(checkout, with_test_tools):  # another start did it while this one waited
            return
        make_environment(checkout)
        install(checkout, with_test_tools or is_stamped_once(checkout, TEST_LOCK))


def is_prepared(checkout: Path, with_test_tools: bool) -> bool:
    locks = [TEST_LOCK] if with_test_tools else [LOCK, TEST_LOCK]
    return os.access(python(checkout), os.X_OK) and any(
        is_stamped(stamp(checkout, lock), mark(checkout, lock)) for lock in locks
    )


def is_stamped_once(checkout: Path, lock: str) -> bool:
    return stamp(checkout, lock).exists()


def stamp(checkout: Path, lock: str) -> Path:
    return checkout / ".venv" / f"{lock}.stamp"


def mark(checkout: Path, lock: str) -> str:
    return fingerprint(checkout / lock, checkout / LOCK)


def make_environment(checkout: Path) -> None:
    if os.access(python(checkout), os.X_OK) and runs(python(checkout)):
        return
    need_venv()
    print("Making the virtual environment .venv …", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", checkout / ".venv"], check=False)
    if made.returncode:
        raise Refused(f"The virtual environment could not be made with {sys.executable}: see above.")


def runs(interpreter: Path) -> bool:
    probe = [str(interpreter), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def need_venv() -> None:
    """Debian keeps venv in a package of its own; as root it is installed, else named."""
    if all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not shutil.which("apt-get"):
        raise Refused(f"{sys.executable} comes without venv and ensurepip: install a complete Python 3.11 or newer.")
    if os.geteuid() != 0:
        raise Refused(f"Python's venv is missing. Install it with: sudo apt install {package}")
    apt_install(package)


def apt_install(package: str) -> None:
    """As root on Debian. Raises: Refused if apt cannot."""
    print(f"Installing {package} with apt …", flush=True)
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package])
    for command in commands:
        outcome = subprocess.run(command, env=surroundings, check=False).returncode
    if outcome:
        raise Refused(f"apt could not install {package}: see above.")


def install(checkout: Path, with_test_tools: bool) -> None:
    lock = TEST_LOCK if with_test_tools else LOCK
    for each in (LOCK, TEST_LOCK):
        stamp(checkout, each).unlink(missing_ok=True)
    print(f"Installing the dependencies of {lock} (about 90 seconds and 700 MB the first time) …", flush=True)
    pip = [str(python(checkout)), "-m", "pip", "--disable-pip-version-check", "install"]
    if subprocess.run([*pip, "--no-deps", "--require-hashes", "-r", checkout / lock], check=False).returncode:
        raise Refused("The dependencies could not be installed: see above; the next start tries again.")
    stamp(checkout, lock).write_text(mark(checkout, lock))
