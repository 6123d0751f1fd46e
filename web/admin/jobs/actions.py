"""What can be done to jobs by hand: in words, and to jobs of which tab."""

from collections.abc import Collection

from msgspec import Struct

from domain.audit.entries import Actor
from domain.work.by_hand import actions
from domain.work.by_hand import transitions as by_hand
from domain.work.by_hand.actions import Done
from domain.work.by_hand.choice import Choice
from domain.work.states import State


class Wish(Struct, frozen=True):
    """What somebody asks for: which jobs, why, and the new priority where it is about that."""

    choice: Choice
    reason: str | None = None
    priority: int = 0


class JobAction(Struct, frozen=True):
    """One thing to do to jobs in some states. `promise` says what it means, `done` what was done."""

    key: str
    label: str
    icon: str
    promise: str
    done: str
    states: frozenset[State]
    is_danger: bool = False

    @property
    def route(self) -> str:
        """The route that does it to many."""
        return f"admin.jobs.bulk_{self.key}"


RETRY = JobAction(
    key="retry",
    label="Retry",
    icon="retry",
    promise="They wait again, with all their attempts before them.",
    done="tried again",
    states=by_hand.RETRIED,
)
REPLAY = JobAction(
    key="replay",
    label="Replay",
    icon="retry",
    promise="They wait again with all their attempts before them, so many each second, and you see how far it is.",
    done="replayed",
    states=by_hand.RETRIED,
)
RUN = JobAction(
    key="run",
    label="Run now",
    icon="play",
    promise="They are due at once.",
    done="made due",
    states=by_hand.RUN_NOW,
)
PRIORITIZE = JobAction(
    key="prioritize",
    label="Priority",
    icon="level",
    promise="Of an event’s jobs that wait in a queue, the highest number goes first.",
    done="given the new priority",
    states=by_hand.PRIORITIZED,
)
CANCEL = JobAction(
    key="cancel",
    label="Cancel",
    icon="x",
    promise="What waits is never done; what runs is asked to stop.",
    done="cancelled, or asked to stop",
    states=by_hand.CANCELLED,
    is_danger=True,
)
DELETE = JobAction(
    key="delete",
    label="Delete",
    icon="trash",
    promise="They are gone for good, with what is known of their attempts. The audit log keeps their ids.",
    done="deleted",
    states=by_hand.DELETED,
    is_danger=True,
)
ACTIONS = {action.key: action for action in (RETRY, RUN, PRIORITIZE, CANCEL, DELETE)}
# Nobody knows how much work all that match are: they are not retried in one go.
GRADUAL = {RETRY.key: REPLAY}


NOTHING = "Nothing was changed"


def actions_for(states: Collection[State]) -> tuple[JobAction, ...]:
    """What can be done to some of the jobs in these states; () are all states."""
    return tuple([action for action in ACTIONS.values() if not states or set(action.states).intersection(states)])


async def perform(action: JobAction, actor: Actor, wish: Wish) -> Done:
    """Do it, and write it down. Raises: `InvalidInput`; `OutOfDate`."""
    if action is PRIORITIZE:
        return await actions.prioritize_jobs(actor, wish.choice, wish.priority, wish.reason)
    return await _FUNCTIONS[action.key](actor, wish.choice, wish.reason)


def done_words(action: JobAction, done: Done) -> str:
    """Such as "38 jobs tried again; 2 left alone: a newer job does their work"."""
    words = [f"{done.changed:,} {'job' if done.changed == 1 else 'jobs'} {action.done}" if done.changed else NOTHING]
    if done.kept:
        words.append(f"{done.kept:,} left alone, because {_KEPT.get(action.key, 'something speaks against it')}")
    if done.too_late:
        words.append(f"{done.too_late:,} left alone, because they changed meanwhile or did not need it")
    return "; ".join(words) + "."


_FUNCTIONS = {
    RETRY.key: actions.retry_jobs,
    RUN.key: actions.run_jobs_now,
    CANCEL.key: actions.cancel_jobs,
    DELETE.key: actions.delete_jobs,
}
_KEPT = {RETRY.key: "a newer job does the same work", DELETE.key: "they are parts of work that is not over"}
