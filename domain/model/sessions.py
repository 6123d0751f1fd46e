"""Sessions for a person as the model ranks and explains them, completed by the algorithm's list."""

from collections.abc import Collection, Sequence
from uuid import UUID

from msgspec.structs import replace

from domain.matching.facts import Id, SessionFacts, UserProfile
from domain.matching.results import Breakdown, SessionRecommendation
from domain.model.answers import read_choices
from domain.model.gate import Answer, ask
from domain.model.layouts import Layout
from domain.model.merging import Judged, Kind, merge
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import Patience
from domain.model.records import session_record
from domain.model.requests import MOST_CANDIDATES, programme_request, shortlist_request
from domain.model.results import Matches


async def match_sessions(
    model: Model | None,
    profile: UserProfile,
    candidates: Sequence[SessionFacts],
    fallback: Sequence[SessionRecommendation],
    limit: int,
    *,
    event_id: UUID | None,
    patience: Patience,
    layout: Layout = Layout.SHORTLIST,
    excluded: Collection[Id] = (),
) -> Matches[SessionRecommendation]:
    """The best `limit` sessions for a person. Never raises for a fault of the model: the fallback answers, and says so.

    `candidates` are the shortlist, best first, of which 200 are sent at most; for the programme's layout all sessions
    of the event, in the same order for everybody, with `excluded` those that this person must not get.
    """
    candidates = candidates if layout == Layout.PROGRAMME else candidates[:MOST_CANDIDATES]
    if model is None or not candidates or limit < 1:
        return as_fallback(fallback, limit, Outcome.NO_MODEL if model is None else Outcome.NOTHING_TO_ASK)
    if layout == Layout.PROGRAMME:
        request = programme_request(profile, candidates, limit, model.fence)
    else:
        request = shortlist_request(profile, candidates, limit, model.fence)
    answer = await ask(model, request, event_id=event_id, patience=patience)
    return read_sessions(answer, profile, candidates, fallback, limit, excluded)


def read_sessions(
    answer: Answer,
    profile: UserProfile,
    candidates: Sequence[SessionFacts],
    fallback: Sequence[SessionRecommendation],
    limit: int,
    excluded: Collection[Id] = (),
) -> Matches[SessionRecommendation]:
    """An answer about these candidates, in the order in which they were sent, checked and completed by the fallback."""
    if not answer.outcome.is_answer:
        return as_fallback(fallback, limit, answer.outcome)
    choices = read_choices(answer.text, "matches", len(candidates))
    sent = {
        choice.place: (candidates[choice.place - 1].id, session_record(candidates[choice.place - 1]))
        for choice in choices
        if candidates[choice.place - 1].id not in excluded
    }
    entries = merge(_KIND, profile, choices, sent, fallback, limit)
    if not any(entry.source == "llm" for entry in entries):
        return as_fallback(fallback, limit, Outcome.INVALID)
    return Matches(entries, "llm", answer.is_simulated, answer.outcome)


def as_fallback(
    fallback: Sequence[SessionRecommendation], limit: int, reason: Outcome
) -> Matches[SessionRecommendation]:
    """The algorithm's list, and why."""
    return Matches(tuple(fallback[: max(0, limit)]), "algorithmic", False, reason)


def _judge(entry: SessionRecommendation | None, judged: Judged) -> SessionRecommendation:
    breakdown = entry.breakdown if entry else Breakdown()
    difference = judged.score - (entry.score if entry else 0)
    return SessionRecommendation(
        judged.id, judged.score, "llm", judged.reasons, replace(breakdown, model=breakdown.model + difference)
    )


_KIND: Kind[SessionRecommendation] = Kind(
    id_of=lambda entry: entry.session_id,
    score_of=lambda entry: entry.score,
    reasons_of=lambda entry: entry.reasons,
    judge=_judge,
)
