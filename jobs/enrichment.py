"""Enrichment: what an event's schedule does not say of its sessions."""

from domain.clock import utc_now
from domain.programme.derive_programme import derive_programme
from domain.programme.plan_readings import plan_readings, read_one_by_one
from domain.work.works import EnrichProgramme
from jobs.declare import Counts, JobContext, job


@job(EnrichProgramme)
async def enrich_programme(work: EnrichProgramme, context: JobContext) -> Counts:
    """Derive it out of the texts; then have the model read those it has not read, where there is one."""
    now = utc_now()
    counts = {"derived": await derive_programme(work.event_id)}
    if context.model is None:
        return {**counts, "no_model": 1}
    if context.settings.model_batch:
        return {**counts, "to_be_read": await plan_readings(context.model, work.event_id, now)}
    return {**counts, "read": await read_one_by_one(context.model, work.event_id, now)}
