"""Which fault comes when: a row of them for the next requests, one for all from now on, or a function that decides."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import msgspec

from local.model_server.faults import WELL, Fault
from local.model_server.message_shapes import MessageParams

Endpoint = Literal[
    "messages",
    "count_tokens",
    "batches.create",
    "batches.list",
    "batches.retrieve",
    "batches.results",
    "batches.cancel",
    "batches.delete",
    "batches.item",
]


@dataclass(frozen=True)
class CapturedRequest:
    """A request as it arrived; for `batches.item` the body is that of one request of a batch."""

    endpoint: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    arrived_at: datetime
    custom_id: str | None = None

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body)

    @property
    def params(self) -> MessageParams:
        return msgspec.json.decode(self.body, type=MessageParams)

    @property
    def text(self) -> str:
        """All of the body, as the characters it stands for."""
        return self.body.decode(errors="replace")


Decision = Callable[[CapturedRequest], Fault | None]


class Scenario:
    """The faults to come, by endpoint."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self._rows: dict[str, deque[Fault]] = defaultdict(deque)
        self._always: dict[str, Fault] = {}
        self._decide: Decision | None = None

    def plan(self, *faults: Fault, times: int = 1, on: Endpoint = "messages") -> None:
        """The next requests meet these, in this order; those after them are answered well."""
        self._rows[on].extend(faults * times)

    def always(self, fault: Fault | None, on: Endpoint = "messages") -> None:
        """Every request that nothing is planned for meets this; None ends it."""
        if fault is None:
            self._always.pop(on, None)
        else:
            self._always[on] = fault

    def decide(self, decision: Decision | None) -> None:
        """Ask this function about every request that nothing is planned for; its None means: as otherwise."""
        self._decide = decision

    def next(self, request: CapturedRequest) -> Fault:
        row = self._rows[request.endpoint]
        if row:
            return row.popleft()
        decided = self._decide(request) if self._decide else None
        return decided or self._always.get(request.endpoint, WELL)
