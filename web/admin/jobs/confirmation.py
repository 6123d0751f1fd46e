"""Before many jobs are changed: exactly how many they are, which, and why somebody wants it."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

import msgspec
from litestar import get
from litestar.datastructures import MultiDict
from litestar.response import Redirect, Response
from msgspec import Struct, structs

from domain.errors import InvalidInput
from domain.work.by_hand.choice import CHANGEABLE, Choice, Matched, Picked, count_matching
from domain.work.by_hand.picked import PickedJob, read_picked
from domain.work.by_hand.replay import MOST_PER_SECOND, PER_SECOND
from domain.work.filter import JobFilter
from domain.work.listing import list_jobs
from domain.work.masking import mask_text
from domain.work.states import State
from domain.work.subjects import as_uuid
from web.admin.jobs.actions import ACTIONS, GRADUAL, JobAction
from web.admin.jobs.filter_words import choice_words, name_filter
from web.admin.jobs.query import WantedJobs, find_filter, parse_wanted
from web.admin.words import duration
from web.notices import say_on
from web.rendering import render
from web.requests import PageRequest
from web.security.guards import require_full_admin

TEMPLATE = "admin/jobs_confirmation/index.html"
SAMPLE = 10


class Typed(Struct, frozen=True):
    """What somebody typed on the page, and what is wrong with it."""

    reason: str = ""
    priority: str = ""
    pace: str = str(PER_SECOND)
    problem: str = ""
    reason_problem: str = ""
    priority_problem: str = ""
    pace_problem: str = ""


NOTHING_TYPED = Typed()


class ConfirmationPage(Struct, frozen=True, kw_only=True):
    """What would be done. `choice` is JSON for the form; `left_out` of the chosen jobs are in no fitting state.

    `error` is the text of the one error that all of them have, "" where they were not chosen by it.
    """

    action: JobAction
    jobs: int
    left_out: int
    states: tuple[State, ...]
    words: tuple[str, ...]
    error: str
    sample: tuple[PickedJob, ...]
    choice: str
    back: str
    typed: Typed = NOTHING_TYPED

    @property
    def more(self) -> int:
        return self.jobs - len(self.sample)

    @property
    def most_per_second(self) -> int:
        return MOST_PER_SECOND

    @property
    def takes(self) -> str:
        """How long a replay takes at the pace that is offered."""
        seconds = self.jobs // PER_SECOND
        return duration(timedelta(seconds=seconds)) if seconds > 1 else "a second"


@get("/jobs/confirmation", name="admin.jobs.confirmation", guards=[require_full_admin])
async def confirm(request: PageRequest) -> Response[str] | Redirect:
    """`action` is one of `ACTIONS`; either `job` has ids, or `all` means all that the filters of the query match."""
    query = request.query_params
    plain = {key: value for key, value in query.items() if key not in ("action", "job", "all")}
    action, wanted = _action(query.get("action", "")), parse_wanted(plain)
    choice = await _choice(action, query, wanted)
    if choice is None:
        path = f"{request.app.route_reverse('admin.jobs')}?{wanted.query()}"
        return say_on(request, path, "Nothing was chosen. Tick some jobs first, or all that match.")
    if isinstance(choice, Matched):
        action = GRADUAL.get(action.key, action)
    return render(request, TEMPLATE, await read_confirmation(action, choice, wanted))


async def _choice(action: JobAction, query: MultiDict[str], wanted: WantedJobs) -> Choice | None:
    if query.get("all") == "yes":
        return await matched(action, (await find_filter(wanted)).filter)
    ids = query.getall("job", [])
    return Picked(_ids(ids)) if ids else None


async def matched(action: JobAction, wanted: JobFilter) -> Matched:
    """All that match now, counted."""
    count = await count_matching(wanted, action.states)
    return Matched(wanted, count.jobs, count.as_of)


async def read_confirmation(
    action: JobAction, choice: Choice, back: WantedJobs, typed: Typed = NOTHING_TYPED
) -> ConfirmationPage:
    """The page; at most three queries."""
    sample = tuple([_masked(job) for job in await _sample(action, choice)])
    error = (sample[0].error or "") if sample and isinstance(choice, Matched) and choice.filter.error else ""
    jobs = len(sample) if isinstance(choice, Picked) else choice.shown
    names = await name_filter(choice.filter) if isinstance(choice, Matched) else {}
    return ConfirmationPage(
        action=action,
        jobs=jobs,
        left_out=len(set(choice.ids)) - jobs if isinstance(choice, Picked) else 0,
        states=_states(action, choice),
        words=choice_words(choice, names, error),
        error=error,
        sample=sample[:SAMPLE],
        choice=msgspec.json.encode(choice).decode(),
        back=back.query(),
        typed=typed,
    )


async def _sample(action: JobAction, choice: Choice) -> tuple[PickedJob, ...]:
    if isinstance(choice, Picked):
        return await read_picked(choice.ids, action.states)
    page = await list_jobs(structs.replace(choice.filter, states=_states(action, choice)), page_size=SAMPLE)
    return tuple([PickedJob(job.id, job.name, job.error) for job in page.jobs])


def _masked(job: PickedJob) -> PickedJob:
    return structs.replace(job, error=mask_text(job.error or ""))


def _states(action: JobAction, choice: Choice) -> tuple[State, ...]:
    """Those that the action is for, of those that are meant."""
    meant = (choice.filter.states or CHANGEABLE) if isinstance(choice, Matched) else action.states
    return tuple([state for state in State if state in action.states and state in meant])


def _action(key: str) -> JobAction:
    if key not in ACTIONS:
        raise InvalidInput(f"There is no such action; there are {', '.join(ACTIONS)}.")
    return ACTIONS[key]


def _ids(texts: Iterable[str]) -> tuple[UUID, ...]:
    ids = [as_uuid(text) for text in texts]
    if None in ids:
        raise InvalidInput("`job` is the id of a job.")
    return tuple([found for found in ids if found])
