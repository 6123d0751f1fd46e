"""The processes' log files: kept small, and followed on the terminal."""

from __future__ import annotations

from pathlib import Path

LARGEST_BYTES = 5_000_000


def rotate_log(path: Path, largest_bytes: int = LARGEST_BYTES) -> None:
    """Set a grown log aside as `NAME.1`, replacing the one before; for servers that do not rotate their own."""
    if path.exists() and path.stat().st_size > largest_bytes:
        path.replace(path.with_name(f"{path.name}.1"))
