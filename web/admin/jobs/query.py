"""What the query of the page of jobs asks for: a tab, filters, an order and a place; and which jobs that means."""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID

from msgspec import Struct, structs

from domain.errors import InvalidInput
from domain.ids import NIL
from domain.tables import Job
from domain.work.filter import JobFilter, Place, Sort, sorts_of
from domain.work.subjects import as_uuid
from web.admin.jobs.lines import TABS

PLACES = ("after", "before")
LONGEST_SEARCH = 200

MOST_EVENTS = 200

_EVENTS = "SELECT id, name FROM event ORDER BY starts_on DESC NULLS LAST, id DESC LIMIT {}"
_SEARCH = """
SELECT 'job' AS kind, id FROM job WHERE id = {}
UNION ALL SELECT 'event', id FROM event WHERE id = {}
UNION ALL SELECT 'person', id FROM users WHERE id = {} OR email = lower({})
"""


class WantedJobs(Struct, frozen=True, kw_only=True):
    """Which tab is open, what is listed in it, and from where on; "" leaves a property open.

    `person` is an id or an address, `event` an id, `error` a fingerprint; `since` and `until` are in UTC, such as
    "2026-11-18T09:05". `search` is an id of a job, a person or an event, an address, or a text of the arguments.
    """

    tab: str = "all"
    queue: str = ""
    name: str = ""
    event: str = ""
    person: str = ""
    error: str = ""
    since: str = ""
    until: str = ""
    search: str = ""
    sort: str = ""
    after: str = ""
    before: str = ""

    @property
    def order(self) -> Sort:
        return Sort(self.sort or Sort.NEWEST)

    @property
    def place(self) -> Place | None:
        if self.before:
            return Place(self.before, is_backwards=True)
        return Place(self.after) if self.after else None

    @property
    def sorts(self) -> tuple[str, ...]:
        return tuple([sort.value for sort in sorts_of(TABS[self.tab][1])])

    @property
    def chosen(self) -> dict[str, str]:
        """The tab and the filters, without the order and the place: what hidden fields of a form carry on."""
        return {key: value for key, value in structs.asdict(self).items() if value and key not in (*PLACES, "sort")}

    @property
    def is_filtered(self) -> bool:
        return self.chosen.keys() != {"tab"}

    @property
    def has_rare_filters(self) -> bool:
        return any((self.event, self.person, self.since, self.until, self.sort))

    def query(self, **changed: str | None) -> str:
        """The query with some values changed, without those that are empty; from the first page on."""
        values = {**structs.asdict(self), **dict.fromkeys(PLACES), **changed}
        return urlencode({key: value for key, value in values.items() if value})


class FoundFilter(Struct, frozen=True):
    """The jobs that are meant; `note` says what of the query means nobody."""

    filter: JobFilter
    note: str = ""


def parse_wanted(query: Mapping[str, str]) -> WantedJobs:
    """What the query asks for; a form sends "" for what is left open.

    Raises: `InvalidInput` for a filter that is not there: its page would look as if it were applied.
    """
    if not query.keys() <= set(WantedJobs.__struct_fields__):
        raise InvalidInput(f"Jobs are filtered by {', '.join(WantedJobs.__struct_fields__)}; there is no other filter.")
    wanted = WantedJobs(**{key: value.strip() for key, value in query.items() if value.strip()})
    if wanted.tab not in TABS:
        raise InvalidInput(f"There is no tab of that name; there are {', '.join(TABS)}.")
    _require_sense(wanted)
    return wanted


def _require_sense(wanted: WantedJobs) -> None:
    if wanted.sort and wanted.sort not in wanted.sorts:
        raise InvalidInput(f"These jobs cannot be sorted so; they can by {', '.join(wanted.sorts)}.")
    if wanted.event and not as_uuid(wanted.event):
        raise InvalidInput("`event` is the id of an event.")
    if "\0" in wanted.search + wanted.person + wanted.error:
        raise InvalidInput("No job has a zero character; there is nothing to search for.")
    if len(wanted.search) > LONGEST_SEARCH:
        raise InvalidInput(f"A search has at most {LONGEST_SEARCH} letters.")
    _moment(wanted.since), _moment(wanted.until)


def _moment(text: str) -> datetime | None:
    """A time without an offset is in UTC."""
    try:
        found = datetime.fromisoformat(text) if text else None
        return found and (found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise InvalidInput("`since` and `until` are times in UTC, such as 2026-11-18T09:05.") from None


async def find_filter(wanted: WantedJobs) -> FoundFilter:
    """The filter; a query for each of the search and the person, where they are given."""
    plain = JobFilter(
        states=TABS[wanted.tab][1],
        queue=wanted.queue or None,
        name=wanted.name or None,
        event_id=as_uuid(wanted.event),
        error=wanted.error or None,
        since=_moment(wanted.since),
        until=_moment(wanted.until),
    )
    found = FoundFilter(await _searched(plain, wanted.search) if wanted.search else plain)
    return await _of_person(found.filter, wanted.person) if wanted.person else found


async def _searched(plain: JobFilter, search: str) -> JobFilter:
    ids = await _ids(search)
    if job := ids.get("job"):
        return structs.replace(plain, job_id=job)
    if event := ids.get("event"):
        return structs.replace(plain, event_id=event)
    if person := ids.get("person"):
        return structs.replace(plain, person_id=person)
    return structs.replace(plain, text=search)


async def _of_person(plain: JobFilter, person: str) -> FoundFilter:
    found = (await _ids(person)).get("person")
    note = "" if found else f"Nobody has the address or the id “{person}”."
    return FoundFilter(structs.replace(plain, person_id=found or NIL), note)


async def _ids(text: str) -> dict[str, UUID]:
    """What has this id or this address, by its kind."""
    found = as_uuid(text)
    if not found and "@" not in text:
        return {}
    rows = await Job.raw(_SEARCH, found, found, found, text)
    return {row["kind"]: row["id"] for row in rows}


async def list_events() -> tuple[tuple[UUID, str], ...]:
    """Those to choose from, the latest first."""
    return tuple([(row["id"], row["name"]) for row in await Job.raw(_EVENTS, MOST_EVENTS)])
