"""Keeps batches: in memory, and in a folder where one is given, so that a server that starts again goes on."""

from __future__ import annotations

from pathlib import Path

import msgspec

from local.model_server.batch_shapes import StoredBatch


class BatchStore:
    """All batches by their id, in the order in which they were made."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._batches: dict[str, StoredBatch] = {}
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            read = [msgspec.json.decode(path.read_bytes(), type=StoredBatch) for path in folder.glob("msgbatch_*.json")]
            self._batches = {batch.id: batch for batch in sorted(read, key=lambda batch: batch.created_at)}

    def put(self, batch: StoredBatch) -> None:
        self._batches[batch.id] = batch
        if self._folder:
            draft = self._folder / f".{batch.id}"
            draft.write_bytes(msgspec.json.encode(batch))
            draft.replace(self._folder / f"{batch.id}.json")

    def get(self, identity: str) -> StoredBatch | None:
        return self._batches.get(identity)

    def newest_first(self) -> list[StoredBatch]:
        return list(reversed(self._batches.values()))

    def delete(self, identity: str) -> None:
        self._batches.pop(identity)
        if self._folder:
            (self._folder / f"{identity}.json").unlink(missing_ok=True)

    def clear(self) -> None:
        for identity in list(self._batches):
            self.delete(identity)
