"""Making recommendations: for one person, and for all attendees of an event."""

from datetime import timedelta

from domain.clock import utc_now
from domain.recommendations import generate, generate_event
from domain.work.outcomes import Snooze
from domain.work.progress import report_progress, running_job
from domain.work.works import GenerateEvent, GenerateRecommendations
from jobs.declare import Counts, JobContext, job

LOOK_AGAIN = timedelta(milliseconds=500)


@job(GenerateRecommendations)
async def generate_recommendations(work: GenerateRecommendations, context: JobContext) -> Counts:
    """Match one attendee to the event's sessions."""
    found = await generate.generate_recommendations(work.user_id, work.event_id, context.programmes, utc_now())
    return {"recommendations": len(found)}


@job(GenerateEvent)
async def generate_for_event(work: GenerateEvent, _context: JobContext) -> Counts:
    """Match every attendee of the event, each in a job of their own, and end with the last of them."""
    fan_out = await generate_event.advance_event(work.event_id, running_job().id)
    await report_progress(fan_out.done, fan_out.total)
    if fan_out.done < fan_out.total:
        raise Snooze(LOOK_AGAIN)
    return {"attendees": fan_out.total}
