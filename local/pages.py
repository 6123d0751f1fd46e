"""Every page of the site once: what is photographed, and what axe looks at. A test compares it with the routes.

Beside them more pictures of a busy demo, of what there is only on a bad day.
"""

from __future__ import annotations

from dataclasses import dataclass

ADA = "ada@demo.example"
ROOT = "root@demo.example"
OMAR = "omar@demo.example"
IRIS = "iris@demo.example"


@dataclass(frozen=True)
class Page:
    """One picture: a route as one person sees it.

    `path` may hold `{event}`. With `follow`, the picture is of where the first such link on that path leads.
    With `until`, the page is loaded again until it shows such an element.
    """

    name: str
    route: str | None
    path: str
    person: str | None = None
    follow: str | None = None
    until: str | None = None
    status: int = 200


PAGES = (
    Page("sign-in", "sign_in", "/sign-in"),
    Page("sign-in-sent", "sign_in.sent", "/sign-in/sent"),
    Page("sign-in-link", "sign_in.link", "/inbox", follow=".letter-text a"),
    Page("inbox", "inbox", "/inbox"),
    Page("for-you", "attendee.for_you", "/events/{event}/for-you", person=ADA, until=".pick:not(.skeleton)"),
    Page("for-you-speakers", "attendee.for_you", "/events/{event}/for-you?show=speakers&whole=yes", person=ADA),
    Page("for-you-people", "attendee.for_you", "/events/{event}/for-you?show=people&whole=yes", person=ADA),
    Page("why-not", "attendee.why_not", "/events/{event}/why-not", person=ADA),
    Page("why-not-session", "attendee.why_not.session", "/events/{event}/why-not", person=ADA, follow=".found a"),
    Page("me", "attendee.me", "/events/{event}/me", person=ADA),
    Page("data-quality", "organizer.quality", "/events/{event}/organizer/quality", person=OMAR),
    Page("sessions", "organizer.sessions", "/events/{event}/organizer/sessions", person=OMAR),
    Page(
        "session-data",
        "organizer.session",
        "/events/{event}/organizer/sessions",
        person=OMAR,
        follow="table.sessions th a",
    ),
    Page("overview", "admin.overview", "/admin", person=ROOT),
    Page("jobs", "admin.jobs", "/admin/jobs", person=ROOT),
    Page("link-expired", "sign_in.link", "/sign-in/links/of-last-week", status=410),
    Page("job", "admin.job", "/admin/jobs?tab=dead", person=ROOT, follow="table.jobs th a"),
    Page("schedules", "admin.schedules", "/admin/schedules", person=ROOT),
    Page("job-repeat", "admin.job.new_repeat", "/admin/jobs", person=ROOT, follow="a.repeats"),
    Page("dead-letters", "admin.dead_letters", "/admin/dead-letters", person=ROOT),
    Page(
        "jobs-confirmation",
        "admin.jobs.confirmation",
        "/admin/jobs/confirmation?action=delete&all=yes",
        person=ROOT,
    ),
    Page("workers", "admin.workers", "/admin/workers", person=ROOT),
    Page("model", "admin.model", "/admin/model", person=ROOT),
    Page("fairness", "admin.fairness", "/admin/fairness", person=ROOT),
    Page("audit", "admin.audit", "/admin/audit", person=ROOT),
    Page("not-yours", "admin.jobs", "/admin/jobs", person=ADA, status=403),
    Page("api", "api.documentation", "/api/v1/docs"),
    Page("nothing-here", None, "/nothing-here", status=404),
)

_DEAD = "/admin/dead-letters"

# What takes a moment to come about once a busy demo runs.
BAD_DAY = (
    Page("groups", "admin.dead_letters", _DEAD, person=ROOT, until="main:has-text('23 dead')"),
    Page("killed", "admin.workers", "/admin/workers", person=ROOT, until=".worker.gone"),
    Page("cancelled", "admin.audit", "/admin/audit", person=ROOT, until=":text('They name the wrong room')"),
)
BUSY_PAGES = (
    Page("overview-week", "admin.overview", "/admin?period=week", person=ROOT),
    Page("overview-reader", "admin.overview", "/admin", person=IRIS),
    Page("jobs-dead", "admin.jobs", "/admin/jobs?tab=dead", person=ROOT),
    Page("jobs-waiting", "admin.jobs", "/admin/jobs?tab=waiting&sort=oldest+due", person=ROOT),
    Page("jobs-reader", "admin.jobs", "/admin/jobs?tab=dead", person=IRIS),
    Page("job-traceback", "admin.job", "/admin/jobs?tab=dead&name=ImproveChunk", person=ROOT, follow="table.jobs th a"),
    Page("job-retried", "admin.job", "/admin/audit?what=jobs.retry", person=ROOT, follow="main a[href*='/jobs/']"),
    Page("job-running", "admin.job", "/admin/jobs?tab=running&queue=bulk", person=ROOT, follow="table.jobs th a"),
    Page("night", "admin.job", "/admin/jobs?name=RefreshEvent&sort=newest", person=ROOT, follow="table.jobs th a"),
    Page("dead-letters-reader", "admin.dead_letters", _DEAD, person=IRIS),
    Page(
        "group-confirmation",
        "admin.jobs.confirmation",
        _DEAD,
        person=ROOT,
        follow="main a[href*='action=retry'][href*='error=']",
    ),
    Page("model-reader", "admin.model", "/admin/model", person=IRIS),
)
