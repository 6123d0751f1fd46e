"""Rescue: jobs whose worker died are made due again, and somebody is told where it happens too often."""

import structlog

from domain.work.states import State
from domain.work.transitions import Rescued, rescue

log = structlog.get_logger()

ALERT_AT_CRASHES = 3


async def rescue_and_alert() -> int:
    """Rescue what is to be rescued; how many jobs. The third crash under a job, and its death, raise an alert."""
    rescued = await rescue()
    for job in rescued:
        _tell(job)
    return len(rescued)


def _tell(job: Rescued) -> None:
    if job.state is State.DEAD:
        log.error("alert", kind="poison", job=str(job.id), name=job.name, crashes=job.crashes)
    elif job.was_running and job.crashes == ALERT_AT_CRASHES:
        log.error("alert", kind="crashes", job=str(job.id), name=job.name, crashes=job.crashes)
    elif job.was_running:
        log.warning("job_rescued", job=str(job.id), name=job.name, crashes=job.crashes)
