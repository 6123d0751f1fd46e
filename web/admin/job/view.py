"""The page of one job as it is shown, in regions that change by themselves."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from web.admin.dead_letters.replays import ReplayView
from web.admin.job.attempts import AttemptView
from web.admin.job.origins import Origin
from web.admin.job.timeline import Moment, Span
from web.admin.jobs.actions import JobAction
from web.admin.live.digest import fingerprint
from web.admin.words import Pill

# What is shown in each.
REGIONS = {
    "head": ("pill", "summary", "error", "fingerprint", "share", "progress", "replay", "priority", "action_keys"),
    "life": ("moments", "spans", "life"),
    "attempts": ("attempts",),
    "facts": ("facts", "origin"),
    "arguments": ("arguments", "result", "is_masked"),
    "family": ("parent", "repeated", "repeats", "children", "child_count", "children_succeeded"),
}


class Argument(Struct, frozen=True):
    """One argument, as JSON; `name` is what an id is called."""

    key: str
    value: str
    name: str


class RelativeLine(Struct, frozen=True):
    """A job of the family."""

    id: UUID
    name: str
    pill: Pill


class JobPage(Struct, frozen=True, kw_only=True):
    """One job. `is_over` says that it ended; `is_revealed`, that nothing is masked, and nothing changes by itself."""

    id: UUID
    name: str
    pill: Pill
    summary: str
    error: str
    fingerprint: str
    result: str
    moments: tuple[Moment, ...]
    spans: tuple[Span, ...]
    life: str
    attempts: tuple[AttemptView, ...]
    arguments: tuple[Argument, ...]
    facts: tuple[tuple[str, str], ...]
    progress: str
    share: int | None
    origin: Origin
    parent: RelativeLine | None
    repeated: RelativeLine | None
    repeats: tuple[RelativeLine, ...]
    children: tuple[RelativeLine, ...]
    child_count: int
    children_succeeded: int
    is_over: bool
    priority: int
    actions: tuple[JobAction, ...]
    replay: ReplayView | None
    is_repeatable: bool
    is_masked: bool
    is_revealed: bool

    read_at: datetime
    clock: str

    @property
    def versions(self) -> dict[str, str]:
        """A fingerprint of each region."""
        return {region: fingerprint(*(getattr(self, name) for name in names)) for region, names in REGIONS.items()}

    @property
    def action_keys(self) -> tuple[str, ...]:
        return tuple([action.key for action in self.actions])

    @property
    def live_query(self) -> str:
        return f"page=job&job={self.id}"


class JobGone(Struct, frozen=True):
    """A job that was deleted while somebody looked at it."""

    read_at: datetime
    clock: str
    live_query: str = ""

    @property
    def versions(self) -> dict[str, str]:
        return {"gone": "gone"}
