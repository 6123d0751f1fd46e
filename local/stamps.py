"""Stamps: small files that say for which version of its inputs something was prepared. Standard library only."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def fingerprint(*inputs: Path | str) -> str:
    """One hash of files' contents and of words, in order."""
    digest = hashlib.sha256()
    for item in inputs:
        content = item.encode() if isinstance(item, str) else item.read_bytes()
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def is_stamped(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text().strip() == wanted


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let two starts at once prepare one after the other; the folder itself is locked, so no file is left behind."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
