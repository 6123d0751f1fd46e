"""Enrichment: what an event's schedule does not say of its sessions."""

from domain.programme.derive_programme import derive_programme
from domain.work.works import EnrichProgramme
from jobs.declare import Counts, JobContext, job


@job(EnrichProgramme)
async def enrich_programme(work: EnrichProgramme, _context: JobContext) -> Counts:
    """Derive it out of the texts."""
    return {"derived": await derive_programme(work.event_id)}
