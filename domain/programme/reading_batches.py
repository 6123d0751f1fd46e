"""Readings by batch: a dozen sessions in each question, shown as they are when it is sent."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.clock import utc_now
from domain.model.batches.purposes import Drafts
from domain.model.batches.shapes import Answered, Asked, Draft, Question, StoredBatch
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.programme.reading_request import reading_request
from domain.programme.unread_sessions import UnreadSession, read_known_tags, read_these
from domain.programme.write_readings import AskedSession, ReadAnswer, write_readings


@dataclass(frozen=True)
class ReadingBatches:
    """Questions about sessions that lack something; the subject of each is the first of its sessions."""

    answer_key: str = "sessions"

    async def draft(self, model: Model, batch: StoredBatch, asked: Sequence[Asked]) -> Drafts:
        """Without the sessions that lack nothing any more, or are gone."""
        ids = [session_id for each in asked for session_id in each.candidate_ids]
        sessions = await read_these(batch.event_id, ids)
        known_tags = await read_known_tags(batch.event_id)
        return Drafts(await asyncio.to_thread(_drafts, model, asked, sessions, known_tags))

    async def store(self, batch: StoredBatch, answered: Sequence[Answered]) -> Mapping[UUID, Outcome]:
        """What was said of a session that changed meanwhile is left out; how each ended is as it was answered."""
        await write_readings(batch.event_id, [_read(each) for each in answered], utc_now())
        return {}


def question_about(sessions: Sequence[UnreadSession]) -> Question:
    """One question; it counts for these revisions."""
    ids = tuple(session.id for session in sessions)
    return Question(ids[0], ids, tuple(session.revision for session in sessions))


def _drafts(
    model: Model, asked: Sequence[Asked], sessions: Mapping[UUID, UnreadSession], known_tags: Sequence[str]
) -> tuple[Draft, ...]:
    drafts = []
    for each in asked:
        shown = [sessions[found] for found in each.candidate_ids if found in sessions and sessions[found].lacks]
        if shown:
            question = question_about(shown)
            request = reading_request(shown, known_tags, model.fence)
            subject = Question(each.subject_id, question.candidate_ids, question.candidate_revisions)
            drafts.append(Draft(subject, request.body))
    return tuple(drafts)


def _read(answered: Answered) -> ReadAnswer:
    asked = zip(answered.asked.candidate_ids, answered.asked.candidate_revisions, strict=True)
    return ReadAnswer(
        tuple(AskedSession(*each) for each in asked),
        answered.answer.text,
        is_whole=answered.answer.outcome is Outcome.ANSWERED,
        is_simulated=answered.answer.is_simulated,
    )
