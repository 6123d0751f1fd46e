"""How a schedule is declared, in `jobs/worker.py`, and what work an occurrence of it asks for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.errors import NotFound
from domain.schedules.catch_up import CatchUp
from domain.schedules.cron import check_cron
from domain.work import works
from domain.work.work import Work

KINDS = {kind.__name__: kind for kind in vars(works).values() if isinstance(kind, type) and issubclass(kind, Work)}


@dataclass(frozen=True)
class Schedule:
    """Work that is due again and again.

    `cron` is read in UTC; `for_each_event`, in the zone of each active event, and the work is then asked for once for
    each of them. `name` is its key: another name is another schedule.
    """

    name: str
    cron: str
    work: type[Work]
    catch_up: CatchUp = CatchUp.LATEST
    for_each_event: bool = False

    def __post_init__(self) -> None:
        check_cron(self.cron)


def make_work(kind: str, event_id: UUID | None, night: date | None) -> Work:
    """The work of one occurrence. It is given its `event_id` and its `night`, a local date, if it has such fields.

    Raises: `NotFound` for a kind that this version of Hallway does not know.
    """
    if kind not in KINDS:
        raise NotFound(f"This version of Hallway knows no work called {kind}.")
    work = KINDS[kind]
    given = {"event_id": event_id, "night": night}
    return work(**{field: given[field] for field in work.__struct_fields__ if field in given})
