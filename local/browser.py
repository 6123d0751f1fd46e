"""A browser for the tests: one on the machine, else from apt, else Playwright's own. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from local.environment import apt_install
from local.refusal import Refused

VARIABLE = "HALLWAY_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
WHERE_PLAYWRIGHT_KEEPS_IT = (
    "from playwright.sync_api import sync_playwright\nwith sync_playwright() as p: print(p.chromium.executable_path)"
)


def prepare(python: Path) -> str:
    """The path of a Chromium, installed if need be.

    Raises: Refused if none can be had.
    """
    found = find()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        apt_install("chromium")
        found = find()
    return found or from_playwright(python)


def find() -> str | None:
    chosen = os.environ.get(VARIABLE)
    if chosen and not shutil.which(chosen):
        raise Refused(f"{VARIABLE} names {chosen}, which is no program.")
    on_path = (shutil.which(name) for name in NAMES)
    on_mac = (place for place in MAC_PLACES if Path(place).exists())
    return chosen or next(filter(None, on_path), None) or next(on_mac, None)


def from_playwright(python: Path) -> str:
    asked = subprocess.run([python, "-c", WHERE_PLAYWRIGHT_KEEPS_IT], capture_output=True, text=True, check=False)
    path = asked.stdout.strip()
    if not path or not Path(path).exists():
        print("Fetching a browser for the tests …", flush=True)
        if subprocess.run([python, "-m", "playwright", "install", "chromium"], check=False).returncode:
            raise Refused("Playwright could not fetch a browser: see above. Install Chromium yourself.")
    return path
