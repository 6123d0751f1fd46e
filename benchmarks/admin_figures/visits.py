"""What is asked for: every page of the administration, and of each what should be hardest for the database."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlencode

from msgspec import Struct

from benchmarks.admin_figures.landmarks import Landmarks
from domain.work.statistics.throughput import Period
from web.admin.live.handlers import KINDS

SEARCHES = {"common": "event_id", "rare": "7f3a9", "absent": "no such text"}


class Visit(Struct, frozen=True):
    """One address. With `is_shared`, its readings are made for many at once: it is asked as the first of them."""

    route: str
    name: str
    path: str
    is_shared: bool = False


def visits(known: Landmarks) -> tuple[Visit, ...]:
    """In the order in which they are printed; the last ones are no pages, but read from the same database."""
    return (
        *_overview(),
        *_jobs(known),
        *_deep(known),
        *_job_pages(known),
        *_confirmations(known),
        *_other_pages(known),
        *_living(known),
        *_for_machines(),
    )


def _overview() -> Iterator[Visit]:
    for period in Period:
        yield Visit("admin.overview", f"overview, {period}", f"/admin?period={period}")


def _jobs(known: Landmarks) -> Iterator[Visit]:
    for tab in ("all", "waiting", "running", "succeeded", "cancelled", "dead"):
        yield _list(f"tab {tab}", tab=tab)
    for tab, sort in (
        ("waiting", "oldest due"),
        ("waiting", "priority"),
        ("waiting", "most attempts"),
        ("running", "longest running"),
        ("dead", "most attempts"),
        ("cancelled", "most attempts"),
    ):
        yield _list(f"{tab}, {sort}", tab=tab, sort=sort)
    for tab in ("all", "succeeded", "dead", "waiting"):
        for kind, text in SEARCHES.items():
            yield _list(f"{tab}, search {kind}", tab=tab, search=text)
    yield from _filtered(known)


def _filtered(known: Landmarks) -> Iterator[Visit]:
    week = timedelta(days=7)
    middle = {"since": _minute(known.began_at + week), "until": _minute(known.began_at + 2 * week)}
    for tab in ("all", "succeeded", "dead"):
        yield _list(f"{tab}, event", tab=tab, event=known.event)
        yield _list(f"{tab}, rare event", tab=tab, event=known.rare_event)
        yield _list(f"{tab}, person", tab=tab, person=known.person)
        yield _list(f"{tab}, rare person", tab=tab, person=known.rare_person)
        yield _list(f"{tab}, a week", tab=tab, **middle)
        yield _list(f"{tab}, name and queue", tab=tab, name="SendMail", queue="notifications")
        yield _list(f"{tab}, name and other queue", tab=tab, name="SendMail", queue="interactive")
        yield _list(f"{tab}, rare name", tab=tab, name="PruneJobs")
        yield _list(f"{tab}, queue and a week", tab=tab, queue="notifications", **middle)
        yield _list(f"{tab}, event, rare name", tab=tab, event=known.event, name="PruneSignIns")
        yield _list(f"{tab}, event, person, text", tab=tab, event=known.event, person=known.person, search="no such")
    yield _list("error", error=known.error)
    yield _list("rare error", tab="dead", error=known.rare_error)
    yield _list("error, other queue", tab="dead", error=known.error, queue="interactive")
    yield _list("search job's id", search=known.oldest)
    yield _list("search event's id", search=known.event)
    yield _list("search address", search="person-1@conference.example")
    yield _list("nobody's address", person="nobody@conference.example")


def _deep(known: Landmarks) -> Iterator[Visit]:
    """From the middle on, some twenty thousand pages from either end, and at the very end."""
    for way in ("after", "before"):
        yield _list(f"all, {way} the middle", **{way: known.middle})
        yield _list(f"all, {way} the oldest", **{way: known.oldest})
        yield _list(f"succeeded, {way} the middle", tab="succeeded", **{way: known.middle})
        yield _list(f"event, {way} the middle", tab="all", event=known.event, **{way: known.middle})
        yield _list(f"absent, {way} the middle", tab="succeeded", name="SendMail", queue="bulk", **{way: known.middle})
        yield _list(f"dead, {way} the middle", tab="dead", **{way: known.middle_dead})
        yield _list(f"oldest due, {way} the middle", tab="waiting", sort="oldest due", **{way: known.by_due})
        yield _list(f"priority, {way} the middle", tab="waiting", sort="priority", **{way: known.by_priority})


def _job_pages(known: Landmarks) -> Iterator[Visit]:
    for name in ("dead", "succeeded", "running", "parent", "long", "oldest"):
        yield Visit("admin.job", f"job, {name}", f"/admin/jobs/{getattr(known, name)}")
    yield Visit("admin.job.new_repeat", "job, repeat", f"/admin/jobs/{known.dead}/repeats/new")


def _confirmations(known: Landmarks) -> Iterator[Visit]:
    yield _confirm("delete all that can be", action="delete", all="yes")
    yield _confirm("cancel all that wait", action="cancel", all="yes", tab="waiting")
    yield _confirm("retry all dead of an error", action="retry", all="yes", tab="dead", error=known.error)
    yield _confirm("retry all dead of a text", action="retry", all="yes", tab="dead", search=SEARCHES["rare"])
    yield _confirm("retry all dead of a person", action="retry", all="yes", tab="dead", person=known.person)
    yield _confirm("retry one", action="retry", job=known.dead)


def _other_pages(known: Landmarks) -> Iterator[Visit]:
    yield Visit("admin.dead_letters", "dead letters", "/admin/dead-letters")
    yield Visit("admin.schedules", "schedules", "/admin/schedules")
    yield Visit("admin.workers", "workers", "/admin/workers")
    for days in (1, 7, 30):
        yield Visit("admin.model", f"model, {days} days", f"/admin/model?days={days}")
    yield Visit("admin.model", "model, event", f"/admin/model?days=30&event={known.event}")
    for period in Period:
        yield Visit("admin.fairness", f"fairness, {period}", f"/admin/fairness?period={period}")
    yield _audit("audit")
    yield _audit("audit, who", who=known.actor)
    yield _audit("audit, what", what="breaker.reset")
    yield _audit("audit, who and what", who=known.actor, what="queue.pause")
    yield _audit("audit, absent kind", kind="breaker")
    yield _audit("audit, absent target", target="no-such-queue")
    yield _audit("audit, job", target=known.dead)
    yield _audit("audit, days", **{"from": "2026-01-01", "to": f"{known.began_at:%Y-%m-%d}"})
    yield _audit("audit, after the middle", before=known.middle_change)


def _living(known: Landmarks) -> Iterator[Visit]:
    """What an open page asks for where no stream comes through; some pages ask for more than their name."""
    queries = {"job": f"&job={known.dead}", "jobs": "&tab=dead"}
    for page in KINDS:
        path = f"/admin/live?once=true&page={page}{queries.get(page, '')}"
        yield Visit("admin.live", f"live, {page}", path, is_shared=True)


def _for_machines() -> Iterator[Visit]:
    yield Visit("metrics", "metrics", "/metrics", is_shared=True)
    yield Visit("health.ready", "ready", "/health/ready")
    yield REFERENCE


REFERENCE = Visit("health.live", "nothing but an answer", "/health/live")


def _list(name: str, /, **query: object) -> Visit:
    return Visit("admin.jobs", f"jobs, {name}", f"/admin/jobs?{urlencode(query)}")


def _confirm(name: str, /, **query: object) -> Visit:
    return Visit("admin.jobs.confirmation", name, f"/admin/jobs/confirmation?{urlencode(query)}")


def _audit(name: str, /, **query: object) -> Visit:
    return Visit("admin.audit", name, f"/admin/audit?{urlencode(query)}")


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"
