"""Which kinds of jobs there are, and how many of each: all of `domain/work/works.py`, a few of them nearly always."""

from itertools import accumulate
from typing import Any

import msgspec

from domain.work import works
from domain.work.work import Work

# Of a hundred thousand; whatever is not named has a few as well.
SHARES = {
    "GenerateRecommendations": 50_000,
    "SendMail": 18_000,
    "ImproveRecommendations": 14_000,
    "ImproveSpeakers": 6_000,
    "RollUpStatistics": 3_000,
    "WriteReminders": 3_000,
    "GenerateChunk": 2_000,
    "RunModelBatch": 1_000,
    "ImproveChunk": 1_000,
}
FEW = 150


def kinds() -> list[type[Work]]:
    return [
        kind for kind in vars(works).values() if isinstance(kind, type) and issubclass(kind, Work) and kind is not Work
    ]


def as_json() -> str:
    """Each kind with its fields, and between which two numbers from 0 to 1 it is drawn."""
    found = kinds()
    bounds = list(accumulate((SHARES.get(kind.__name__, FEW) for kind in found), initial=0))
    return msgspec.json.encode(
        [
            _described(kind, bounds[number] / bounds[-1], bounds[number + 1] / bounds[-1])
            for number, kind in enumerate(found)
        ]
    ).decode()


def _described(kind: type[Work], since: float, until: float) -> dict[str, Any]:
    return {
        "name": kind.__name__,
        "queue": kind.queue,
        "priority": kind.priority,
        "max_attempts": kind.max_attempts,
        "fields": list(kind.__struct_fields__),
        "drawn_from": since,
        "drawn_until": until,
    }
