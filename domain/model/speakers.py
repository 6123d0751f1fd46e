"""Speakers for a person as the model ranks and explains them, completed by the algorithm's list."""

from collections.abc import Sequence
from uuid import UUID

from msgspec.structs import replace

from domain.matching.facts import SpeakerFacts, UserProfile
from domain.matching.people_results import SpeakerBreakdown, SpeakerMatch
from domain.model.answers import read_choices
from domain.model.gate import Answer, ask
from domain.model.merging import Judged, Kind, merge
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import Patience
from domain.model.records import speaker_record
from domain.model.requests import MOST_CANDIDATES, speakers_request
from domain.model.results import Matches


async def match_speakers(
    model: Model | None,
    profile: UserProfile,
    candidates: Sequence[SpeakerFacts],
    fallback: Sequence[SpeakerMatch],
    limit: int,
    *,
    event_id: UUID | None,
    patience: Patience,
) -> Matches[SpeakerMatch]:
    """The best `limit` speakers for a person; of the candidates, best first, 200 are sent at most.

    Never raises for a fault of the model: the fallback answers, and says so.
    """
    candidates = candidates[:MOST_CANDIDATES]
    if model is None or not candidates or limit < 1:
        return as_fallback(fallback, limit, Outcome.NO_MODEL if model is None else Outcome.NOTHING_TO_ASK)
    request = speakers_request(profile, candidates, limit, model.fence)
    answer = await ask(model, request, event_id=event_id, patience=patience)
    return read_speakers(answer, profile, candidates, fallback, limit)


def read_speakers(
    answer: Answer,
    profile: UserProfile,
    candidates: Sequence[SpeakerFacts],
    fallback: Sequence[SpeakerMatch],
    limit: int,
) -> Matches[SpeakerMatch]:
    """An answer about these candidates, in the order in which they were sent, checked and completed by the fallback."""
    if not answer.outcome.is_answer:
        return as_fallback(fallback, limit, answer.outcome)
    choices = read_choices(answer.text, "matches", len(candidates))
    sent = {
        choice.place: (candidates[choice.place - 1].id, speaker_record(candidates[choice.place - 1]))
        for choice in choices
    }
    entries = merge(_KIND, profile, choices, sent, fallback, limit)
    if not any(entry.source == "llm" for entry in entries):
        return as_fallback(fallback, limit, Outcome.INVALID)
    return Matches(entries, "llm", answer.is_simulated, answer.outcome)


def as_fallback(fallback: Sequence[SpeakerMatch], limit: int, reason: Outcome) -> Matches[SpeakerMatch]:
    """The algorithm's list, and why."""
    return Matches(tuple(fallback[: max(0, limit)]), "algorithmic", False, reason)


def _judge(entry: SpeakerMatch | None, judged: Judged) -> SpeakerMatch:
    breakdown = entry.breakdown if entry else SpeakerBreakdown()
    difference = judged.score - (entry.score if entry else 0)
    return SpeakerMatch(
        judged.id, judged.score, "llm", judged.reasons, replace(breakdown, model=breakdown.model + difference)
    )


_KIND: Kind[SpeakerMatch] = Kind(
    id_of=lambda entry: entry.speaker_id,
    score_of=lambda entry: entry.score,
    reasons_of=lambda entry: entry.reasons,
    judge=_judge,
)
