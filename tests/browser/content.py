"""What the browser's site holds: the cast, a programme with hard cases, recommendations, bookmarks, jobs, mail."""

from uuid import UUID

from domain.clock import utc_now
from domain.people.sign_in import send_link
from domain.recommendations.bookmarks import set_bookmark
from domain.recommendations.dismissals import dismiss
from domain.recommendations.generate import generate_recommendations
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.tables import Event, Job, JobAttempt, Registration, SessionSpeaker, SpeakerProfile, SpeakerRecommendation
from domain.work.enqueue import enqueue
from domain.work.works import GenerateEvent, GenerateRecommendations
from tests.cast import Cast, gather, make_session
from tests.domain.recommendations.networkers import make_counterpart, teach_ada

EVENT = "harbour"
NAME = "Donaudampfschifffahrtsgesellschaft and Friends 2026"
TITLES = (
    "What 1,400 incident reports taught us about on-call, sleep, and the quiet cost of “just one more alert”",
    "PostgreSQL vacuum, explained with a broom",
    "Job queues without a broker",
    "Rust for people who wait for their queues",
    "Kyōto’s trams run on PostgreSQL",
    "Donaudampfschifffahrtsgesellschaftskapitänsmütze: long words in narrow columns",
    "Leases",
)
TRACKS = ("Reliability", "Data, storage, and the long road to an operational peace of mind", "Languages", None)


async def fill(address: str) -> None:
    """Fill an empty database; `address` is where the site will answer."""
    cast = await gather()
    await Event.update({Event.name: NAME}).where(Event.id == cast.event)
    await _take_part_elsewhere(cast)
    sessions = [
        await make_session(
            cast.event,
            title,
            hour=8 + place,
            track=TRACKS[place % len(TRACKS)],
            format="talk",
            tags=["PostgreSQL", "job queues"] if place % 2 else ["operations"],
        )
        for place, title in enumerate(TITLES)
    ]
    for speaker in (cast.sam, cast.omar, cast.root):
        await SessionSpeaker(session_id=sessions[1], speaker_id=speaker, role="speaker").save()
    await _meet(cast)
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now())
    await _pretend(cast)
    await set_bookmark(cast.ada, cast.event, sessions[1], "must")
    await dismiss(cast.ada, cast.event, sessions[2], None)
    await send_link("ada@demo.example", f"{address}/sign-in/links", utc_now())
    await _work(cast)


async def _take_part_elsewhere(cast: Cast) -> None:
    """Ada can switch between two events, and Root attends one."""
    elsewhere = await Event.objects().get(Event.slug == "elsewhere")
    assert elsewhere
    await Registration(user_id=cast.ada, event_id=elsewhere.id, role="attendee").save()
    await Registration(user_id=cast.root, event_id=cast.event, role="attendee").save()


async def _meet(cast: Cast) -> None:
    """Speakers and people whom it is worth to meet, one with a long name and one with hardly any."""
    await teach_ada(cast)
    for name in ("Wilhelmina van der Straaten-Nakagawa Ruiz de la Fuente", "Þórdís", "李 明", "Minh Châu Nguyễn"):
        await make_counterpart(cast, name)
    for speaker in (cast.omar, cast.root):
        await SpeakerProfile(
            user_id=speaker,
            event_id=cast.event,
            title="Head of everything that waits in line",
            company="Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
            expertise=["PostgreSQL", "job queues", "Kubernetes"],
            offerings=["mentorship"],
            is_available_for_meetings=True,
        ).save()


async def _pretend(cast: Cast) -> None:
    """One speaker as the simulated model would give them."""
    await SpeakerRecommendation.update(
        {"source": "llm", "is_simulated": True, "starters_method": "llm"}, force=True
    ).where((SpeakerRecommendation.user_id == cast.ada) & (SpeakerRecommendation.position == 0))


async def _work(cast: Cast) -> None:
    """Jobs in several states, one of them dead after a failure."""
    await enqueue(GenerateEvent(event_id=cast.event))
    dead = await enqueue(GenerateRecommendations(user_id=cast.sam, event_id=cast.event))
    await _kill(dead)


async def _kill(job_id: UUID) -> None:
    now = utc_now()
    await Job.update(
        {
            Job.state: "dead",
            Job.attempts: 1,
            Job.error: "ValueError: no such colour",
            Job.fingerprint: "c0105",
            Job.finished_at: now,
        }
    ).where(Job.id == job_id)
    await JobAttempt(
        job_id=job_id,
        dispatch_no=1,
        outcome="dead",
        started_at=now,
        error_class="ValueError",
        error_message="no such colour",
        traceback='Traceback (most recent call last):\n  File "a.py", line 1, in paint\nValueError: no such colour\n',
    ).save()
