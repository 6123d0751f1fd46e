"""The administration pages, below `/admin`."""

from litestar.handlers import BaseRouteHandler

from web.admin.job import show_job
from web.admin.jobs import list_jobs

HANDLERS: tuple[BaseRouteHandler, ...] = (list_jobs, show_job)
