"""A machine on which something is missing: programs on the PATH are stand-ins that write down how they were called."""

import os
import sys
from pathlib import Path

import pytest

from local import browser, environment
from local.refusal import Refused

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may install packages")
not_as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root installs what is missing")


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on the PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    return tmp_path


@pytest.fixture
def without_ensurepip(monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's Python without python3-venv."""
    monkeypatch.setitem(sys.modules, "ensurepip", None)


def program(folder: Path, name: str, script: str = "") -> Path:
    path = folder / name
    path.write_text(f'#!/bin/sh\necho "$@" >> {folder}/{name}.calls\n{script}')
    path.chmod(0o755)
    return path


def test_a_complete_python_needs_nothing() -> None:
    environment.need_venv()


def test_without_venv_and_without_apt_a_complete_python_is_asked_for(bin_folder: Path, without_ensurepip: None) -> None:
    with pytest.raises(Refused, match=r"without venv and ensurepip: install a complete Python 3\.11"):
        environment.need_venv()


@not_as_root
def test_a_user_on_debian_is_told_the_package(bin_folder: Path, without_ensurepip: None) -> None:
    program(bin_folder, "apt-get")
    with pytest.raises(Refused, match=r"sudo apt install python3\.\d+-venv"):
        environment.need_venv()


@as_root
def test_root_on_debian_gets_the_package_installed(bin_folder: Path, without_ensurepip: None) -> None:
    program(bin_folder, "apt-get")
    environment.need_venv()
    update, install = (bin_folder / "apt-get.calls").read_text().splitlines()
    assert update.startswith("update")
    assert install.endswith(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")


@as_root
def test_a_failing_apt_is_said(bin_folder: Path, without_ensurepip: None) -> None:
    program(bin_folder, "apt-get", "exit 100")
    with pytest.raises(Refused, match="apt could not install"):
        environment.need_venv()


def test_a_chromium_on_the_machine_is_taken(bin_folder: Path) -> None:
    chromium = program(bin_folder, "chromium")
    assert browser.prepare(Path("/no/python")) == str(chromium)


def test_a_browser_chosen_wins(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bin_folder, "chromium")
    mine = program(bin_folder, "mine")
    monkeypatch.setenv(browser.VARIABLE, str(mine))
    assert browser.prepare(Path("/no/python")) == str(mine)


def test_a_chosen_browser_that_is_none_is_refused(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(browser.VARIABLE, "/no/browser")
    with pytest.raises(Refused, match="HALLWAY_BROWSER names /no/browser, which is no program"):
        browser.prepare(Path("/no/python"))


def test_without_any_browser_playwrights_own_is_fetched(bin_folder: Path) -> None:
    python = program(bin_folder, "python", f'[ "$1" = -c ] && echo {bin_folder}/fetched; exit 0')
    assert browser.from_playwright(python) == f"{bin_folder}/fetched"
    assert "-m playwright install chromium" in (bin_folder / "python.calls").read_text()
