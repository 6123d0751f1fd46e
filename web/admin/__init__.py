"""The administration pages, below `/admin`."""

from litestar.handlers import BaseRouteHandler

from web.admin import audit, fairness, model, queues, schedules, workers
from web.admin.dead_letters import list_dead_letters
from web.admin.dead_letters_replay import stop_replay
from web.admin.job import show_job
from web.admin.job_changes import CHANGES
from web.admin.job_repeat import repeat, show_repeat
from web.admin.job_reveal import reveal
from web.admin.jobs import list_jobs
from web.admin.jobs_bulk import BULK
from web.admin.jobs_confirmation import confirm
from web.admin.live import show_live
from web.admin.overview import show_overview

HANDLERS: tuple[BaseRouteHandler, ...] = (
    *(show_overview, list_jobs, show_job, show_live),
    *(list_dead_letters, stop_replay, confirm, *BULK, *CHANGES, show_repeat, repeat, reveal),
    *(queues.pause, queues.resume),
    *(schedules.list_schedules, schedules.run, schedules.pause, schedules.resume),
    audit.list_changes,
    workers.list_workers,
    *(model.show_model, model.reset),
    fairness.show_fairness,
)
