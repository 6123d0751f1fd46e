"""The model's part of a night: asking about everybody's list, and seeing batches through."""

from domain.clock import utc_now
from domain.model.batches.advance import advance_batch
from domain.model.batches.purposes import Purposes
from domain.model.outcomes import Purpose
from domain.programme.reading_batches import ReadingBatches
from domain.recommendations.improve_chunk import improve_chunk
from domain.recommendations.model_refresh import enqueue_one_by_one, plan_refresh
from domain.recommendations.session_batches import SessionBatches
from domain.recommendations.speaker_batches import SpeakerBatches
from domain.recommendations.speaker_refresh import plan_speakers
from domain.work.finishing import finishing_transaction
from domain.work.outcomes import Snooze
from domain.work.progress import report_progress, running_job
from domain.work.works import ImproveChunk, RefreshByModel, RunModelBatch
from jobs.declare import Counts, JobContext, job


@job(RefreshByModel)
async def refresh_by_model(work: RefreshByModel, context: JobContext) -> Counts:
    """Write the batches of a night down, or without batches enqueue the chunks."""
    if context.model is None:
        return {"no_model": 1}
    if not context.settings.model_batch:
        async with finishing_transaction() as counts:
            counts["people"] = await enqueue_one_by_one(work.event_id, work.night, running_job().id)
        return counts
    asked = (context.model, work.event_id, work.night)
    sessions = await plan_refresh(*asked, context.programmes, utc_now())
    speakers = await plan_speakers(*asked, context.programmes.people, utc_now())
    refused = {str(planned.outcome): 1 for planned in (sessions, speakers) if planned.outcome}
    return {"people": sessions.people, "batches": sessions.batches + speakers.batches, **refused}


@job(ImproveChunk)
async def improve_some(work: ImproveChunk, context: JobContext) -> Counts:
    """Let the model rank some attendees' lists, one after the other."""
    done = await improve_chunk(context.model, work.user_ids, work.event_id, context.programmes, utc_now())
    return {"people": done}


@job(RunModelBatch)
async def run_model_batch(work: RunModelBatch, context: JobContext) -> Counts:
    """Make the batch's next step; and the one after it when it is time."""
    step = await advance_batch(
        work.batch_id, context.model, purposes(context), context.settings.model_prices, utc_now()
    )
    await report_progress(step.done, step.total)
    if step.wait is not None:
        raise Snooze(step.wait)
    return {step.state: 1, "requests": step.total}


def purposes(context: JobContext) -> Purposes:
    """What is asked by batch."""
    return {
        Purpose.SESSIONS: SessionBatches(context.programmes),
        Purpose.SPEAKERS: SpeakerBatches(context.programmes.people),
        Purpose.ENRICHMENT: ReadingBatches(),
    }
