"""Making recommendations: for one person, and for all attendees of an event."""

from datetime import date, timedelta
from uuid import UUID

from domain.clock import utc_now
from domain.recommendations import generate, generate_event, improve
from domain.recommendations import improve_speakers as improving
from domain.recommendations.improve_introductions import improve_introductions
from domain.work.enqueue import enqueue, enqueue_all
from domain.work.finishing import finishing_transaction
from domain.work.outcomes import Snooze
from domain.work.progress import report_progress, running_job
from domain.work.works import (
    GenerateChunk,
    GenerateEvent,
    GenerateRecommendations,
    ImproveRecommendations,
    ImproveSpeakers,
    RefreshByModel,
    RefreshEvent,
)
from jobs.declare import Counts, JobContext, job

LOOK_AGAIN = timedelta(milliseconds=500)


@job(GenerateRecommendations)
async def generate_recommendations(work: GenerateRecommendations, context: JobContext) -> Counts:
    """Match one attendee to the event's sessions; where there is a model, it has its say in a job of its own."""
    found = await generate.generate_recommendations(work.user_id, work.event_id, context.programmes, utc_now())
    if context.model:
        person = {"user_id": work.user_id, "event_id": work.event_id}
        await enqueue_all([ImproveRecommendations(**person), ImproveSpeakers(**person)])
    return {"recommendations": len(found)}


@job(ImproveRecommendations)
async def improve_recommendations(work: ImproveRecommendations, context: JobContext) -> Counts:
    """Let the model rank one attendee's list, which they can read meanwhile."""
    found = await improve.improve_list(context.model, work.user_id, work.event_id, context.programmes, utc_now())
    return {str(found.reason): len(found.entries)}


@job(ImproveSpeakers)
async def improve_speakers(work: ImproveSpeakers, context: JobContext) -> Counts:
    """Let the model rank one attendee's speakers, and introduce them to people; they can see all of them meanwhile."""
    model, user_id, event_id = context.model, work.user_id, work.event_id
    found = await improving.improve_speakers(model, user_id, event_id, context.programmes.people, utc_now())
    introductions = await improve_introductions(model, user_id, event_id)
    return {str(found.reason): len(found.entries), "introductions": introductions}


@job(GenerateEvent)
async def generate_for_event(work: GenerateEvent, _context: JobContext) -> Counts:
    """Match every attendee of the event in chunks, and end with the last of them."""
    return await _advance(work.event_id, None)


@job(RefreshEvent)
async def refresh_event(work: RefreshEvent, context: JobContext) -> Counts:
    """Make everybody's list of the night, in chunks; with the last of them it ends, and the model is asked."""
    counts = await _advance(work.event_id, work.night)
    if context.model:
        async with finishing_transaction(counts):
            await enqueue(RefreshByModel(event_id=work.event_id, night=work.night))
    return counts


@job(GenerateChunk)
async def generate_for_chunk(work: GenerateChunk, context: JobContext) -> Counts:
    """Match some attendees in one go."""
    found = await generate.generate_for_people(
        work.user_ids, work.event_id, context.programmes, utc_now(), night=work.night
    )
    return {"attendees": len(found), "recommendations": sum(map(len, found.values()))}


async def _advance(event_id: UUID, night: date | None) -> Counts:
    fan_out = await generate_event.advance_event(event_id, running_job().id, night)
    await report_progress(fan_out.done, fan_out.total)
    if fan_out.done < fan_out.total:
        raise Snooze(LOOK_AGAIN)
    return {"attendees": fan_out.total, "failed": fan_out.failed}
