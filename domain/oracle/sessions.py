"""The sessions that suit one person, among those that another system sends."""

from collections.abc import Iterable, Sequence
from time import monotonic

from msgspec.structs import replace

from domain.matching import sessions as specification
from domain.matching.facts import SessionFacts, UserProfile
from domain.matching.recommendations import index_programme, recommend
from domain.matching.results import Breakdown, SessionMatch, SessionRecommendation
from domain.model import sessions as model_sessions
from domain.model.opening import Model
from domain.model.records import LONGEST_ABSTRACT
from domain.oracle.matched import Match, Matched, completed
from domain.oracle.means import MOST_JUDGED, MOST_SHOWN, MOST_TERMS_KEPT, Means, patience_since


async def match_sessions(profile: UserProfile, sessions: Sequence[SessionFacts], limit: int, means: Means) -> Matched:
    """By the specification's algorithm, to the letter; with a model by what it says of the most promising."""
    started = monotonic()
    [found] = await means.threads.run(specification.match_sessions, [profile], sessions, limit)
    if means.model is None:
        return Matched(_matches(found), "algorithmic")
    shortlist = await means.threads.run(shortlist_sessions, profile, sessions)
    return await _judged(means.model, profile, shortlist, found, limit, started)


def shortlist_sessions(profile: UserProfile, sessions: Sequence[SessionFacts]) -> list[SessionFacts]:
    """At most 40, best first by the hybrid ranker, which finds more than the algorithm; all if there are no more.

    They keep only what the model is shown of a session.
    """
    # Whole abstracts would take a second to index, and the model sees no more of them.
    short = [replace(session, description=session.description[:LONGEST_ABSTRACT]) for session in sessions]
    if len(short) > MOST_SHOWN:
        by_id = {session.id: session for session in short}
        [found] = recommend(index_programme(short), [profile], MOST_SHOWN)
        short = [by_id[each.session_id] for each in found]
    return [_shown(session) for session in short]


def _shown(session: SessionFacts) -> SessionFacts:
    """Without what is never shown: what leaves is remembered for a while, and strangers send a lot."""
    tags, audience = session.tags[:MOST_TERMS_KEPT], session.target_audience[:MOST_TERMS_KEPT]
    return replace(session, tags=tags, target_audience=audience, outcomes=(), speakers=())


async def _judged(
    model: Model,
    profile: UserProfile,
    shortlist: Sequence[SessionFacts],
    found: Sequence[SessionMatch],
    limit: int,
    started: float,
) -> Matched:
    answer = await model_sessions.match_sessions(
        model,
        profile,
        shortlist,
        [SessionRecommendation(each.session_id, each.score, "hybrid", each.reasons, Breakdown()) for each in found],
        min(limit, MOST_JUDGED),
        event_id=None,
        patience=patience_since(started),
    )
    matches = completed(_matches(answer.entries), _matches(found), limit)
    return Matched(matches, answer.algorithm_used, answer.is_simulated)


def _matches(found: Iterable[SessionMatch | SessionRecommendation]) -> tuple[Match, ...]:
    return tuple(Match(str(each.session_id), each.score, each.reasons) for each in found)
