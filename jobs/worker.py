"""The table of contents of what runs in the background; `python -m jobs.worker QUEUE …` runs it."""

import asyncio
import logging
import sys
from collections.abc import Sequence
from uuid import UUID

from domain.errors import DomainError
from domain.logs import configure_logs
from domain.schedules.catch_up import CatchUp
from domain.schedules.declaration import Schedule
from domain.settings import Settings, load_settings
from domain.work import works
from jobs.enrichment import enrich_programme
from jobs.generation import (
    generate_for_chunk,
    generate_for_event,
    generate_recommendations,
    improve_recommendations,
    improve_speakers,
    refresh_event,
)
from jobs.loops import AWAY
from jobs.model_batches import improve_some, refresh_by_model, run_model_batch
from jobs.process import run_worker, working
from jobs.reminders import write_reminders
from jobs.replay import replay_jobs
from jobs.schedule_import import import_schedule
from jobs.send_mail import send_mail
from jobs.upkeep import delete_expired_recommendations, prune_jobs, prune_sign_ins, roll_up_statistics
from jobs.wait import wait_for_end

JOBS = {
    job.name: job
    for job in (
        # A person's recommendations, and all of an event's
        generate_recommendations,
        improve_recommendations,
        improve_speakers,
        generate_for_event,
        refresh_event,
        generate_for_chunk,
        # The model's part of a night
        refresh_by_model,
        improve_some,
        run_model_batch,
        # The programme
        import_schedule,
        enrich_programme,
        # Reminders and mail
        write_reminders,
        send_mail,
        # What administrators ask for
        replay_jobs,
        # Upkeep
        delete_expired_recommendations,
        prune_jobs,
        prune_sign_ins,
        roll_up_statistics,
    )
}

SCHEDULES = (
    # The programme: what was derived, gone over before the night's lists are made of it
    Schedule("enrichment", "37 1 * * *", works.EnrichProgramme, for_each_event=True),
    # Recommendations: at two in the morning of each event
    Schedule("nightly refresh", "0 2 * * *", works.RefreshEvent, for_each_event=True),
    # Reminders: the next minute looks for what this one missed
    Schedule("session reminders", "* * * * *", works.WriteReminders, CatchUp.NONE),
    # Upkeep: at odd minutes, when nothing else begins
    Schedule("expiry clean-up", "17 */6 * * *", works.DeleteExpiredRecommendations),
    Schedule("pruning of jobs", "43 3 * * *", works.PruneJobs),
    Schedule("pruning of sign-ins", "53 3 * * *", works.PruneSignIns),
    # Statistics: the next minute counts what this one missed
    Schedule("statistics", "* * * * *", works.RollUpStatistics, CatchUp.NONE),
)

# How many jobs of a queue one worker holds at once, the prefetched ones included.
SLOTS = {"interactive": 8, "notifications": 8, "bulk": 12}


async def run_until_job_ends(settings: Settings, job_id: UUID) -> None:
    """Run a worker of the bulk queue in this process until that job has ended, for where none runs.

    The pool of the database must be open.
    """
    async with working(settings, JOBS, {"bulk": SLOTS["bulk"]}):
        await wait_for_end(job_id)


def main(queues: Sequence[str]) -> None:
    """Run a worker of these queues until it is told to stop."""
    unknown = [queue for queue in queues if queue not in SLOTS]
    if unknown or not queues:
        sys.exit(f"usage: python -m jobs.worker QUEUE …, of {', '.join(SLOTS)}")
    try:
        settings = load_settings()
        configure_logs(settings.log_format)
        # The runner says how each job ended; arq would say it again, and in other words.
        logging.getLogger("arq").setLevel(logging.WARNING)
        asyncio.run(run_worker(settings, JOBS, {queue: SLOTS[queue] for queue in queues}, SCHEDULES))
    except DomainError as error:
        sys.exit(error.detail)
    except AWAY as error:
        sys.exit(f"A server this worker needs is away: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
