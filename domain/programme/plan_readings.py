"""Has the model read what it has not read yet: by batch, or where there are none, one request after the other."""

from datetime import datetime
from uuid import UUID

from domain.model.batches.planning import intend
from domain.model.batches.shapes import Intent
from domain.model.gate import ask
from domain.model.heard import CHARACTERS_PER_TOKEN
from domain.model.opening import Model
from domain.model.outcomes import Outcome, Purpose
from domain.model.patience import JOB
from domain.model.prices import Usage, cost_microdollars
from domain.model.requests import ModelRequest
from domain.programme.reading_batches import question_about
from domain.programme.reading_request import SESSIONS_PER_REQUEST, reading_requests
from domain.programme.unread_sessions import UnreadSession, read_known_tags, read_unread_sessions
from domain.programme.write_readings import AskedSession, ReadAnswer, write_readings


async def plan_readings(model: Model, event_id: UUID, now: datetime) -> int:
    """Write down a batch about every session that is unread; how many sessions that is, 0 if a cap forbids it.

    Idempotent: what is in an open batch is not asked about again.
    """
    sessions = await read_unread_sessions(event_id)
    requests = reading_requests(sessions, await read_known_tags(event_id), model.fence)
    intent = Intent(
        event_id=event_id,
        purpose=Purpose.ENRICHMENT,
        estimated_microdollars=sum(_most_expected(model, request) for request in requests),
    )
    questions = [question_about(some) for some in _dozens(sessions)]
    found = await intend(intent, questions, model, now) if questions else Outcome.NOTHING_TO_ASK
    return len(sessions) if isinstance(found, int) else 0


async def read_one_by_one(model: Model, event_id: UUID, now: datetime) -> int:
    """Ask about all that are unread, until one is not answered; of how many sessions something was written.

    Raises: `Snooze` when a bucket is empty; run again, it goes on with what is still unread.
    """
    sessions, known_tags = await read_unread_sessions(event_id), await read_known_tags(event_id)
    written = 0
    requests = reading_requests(sessions, known_tags, model.fence)
    for some, request in zip(_dozens(sessions), requests, strict=True):
        answer = await ask(model, request, event_id=event_id, patience=JOB)
        if not answer.outcome.is_answer:
            break
        asked = tuple(AskedSession(session.id, session.revision) for session in some)
        is_whole = answer.outcome is Outcome.ANSWERED
        read = ReadAnswer(asked, answer.text, is_whole=is_whole, is_simulated=answer.is_simulated)
        written += await write_readings(event_id, [read], now)
    return written


def _dozens(sessions: list[UnreadSession]) -> list[list[UnreadSession]]:
    return [sessions[start : start + SESSIONS_PER_REQUEST] for start in range(0, len(sessions), SESSIONS_PER_REQUEST)]


def _most_expected(model: Model, request: ModelRequest) -> int:
    """An answer of half the tokens that it may have is a long one."""
    usage = Usage(
        input_tokens=len(str(request.body)) // CHARACTERS_PER_TOKEN, output_tokens=request.body["max_tokens"] // 2
    )
    return cost_microdollars(model.price, usage, is_batch=True)
