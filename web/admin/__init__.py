"""The administration pages, below `/admin`."""

from litestar.handlers import BaseRouteHandler

from web.admin import queues
from web.admin.audit.handlers import list_changes
from web.admin.dead_letters.page import list_dead_letters
from web.admin.dead_letters.stop import stop_replay
from web.admin.fairness.handlers import show_fairness
from web.admin.job.changes import CHANGES
from web.admin.job.handlers import show_job
from web.admin.job.repeat import repeat, show_repeat
from web.admin.job.reveal import reveal
from web.admin.jobs.bulk import BULK
from web.admin.jobs.confirmation import confirm
from web.admin.jobs.handlers import list_jobs
from web.admin.live.handlers import show_live
from web.admin.model import handlers as model
from web.admin.overview.handlers import show_overview
from web.admin.schedules import handlers as schedules
from web.admin.workers.handlers import list_workers

HANDLERS: tuple[BaseRouteHandler, ...] = (
    *(show_overview, list_jobs, show_job, show_live),
    *(list_dead_letters, stop_replay, confirm, *BULK, *CHANGES, show_repeat, repeat, reveal),
    *(queues.pause, queues.resume),
    *(schedules.list_schedules, schedules.run, schedules.pause, schedules.resume),
    list_changes,
    list_workers,
    *(model.show_model, model.reset),
    show_fairness,
)
