"""The sessions that suit one person, among those that another system sends."""

from collections.abc import Iterable, Sequence
from time import monotonic

from msgspec.structs import replace

from domain.matching import sessions as specification
from domain.matching.facts import Id, SessionFacts, UserProfile
from domain.matching.results import Breakdown, SessionMatch, SessionRecommendation
from domain.model import sessions as model_sessions
from domain.model.opening import Model
from domain.model.records import LONGEST_ABSTRACT
from domain.model.redaction import SURPLUS
from domain.oracle.matched import Match, Matched, completed
from domain.oracle.means import MOST_JUDGED, MOST_SHOWN, MOST_TERMS_KEPT, Means, patience_since
from domain.oracle.shared_words import by_shared_words


async def match_sessions(profile: UserProfile, sessions: Sequence[SessionFacts], limit: int, means: Means) -> Matched:
    """By the specification's algorithm, to the letter; with a model by what it says of the most promising."""
    started = monotonic()
    [found] = await means.threads.run(specification.match_sessions, [profile], sessions, limit)
    if means.model is None:
        return Matched(_matches(found), "algorithmic")
    ids = [each.session_id for each in found]
    shortlist = await means.threads.run(shortlist_sessions, profile, sessions, ids)
    return await _judged(means.model, profile, shortlist, found, limit, started)


def shortlist_sessions(
    profile: UserProfile, sessions: Sequence[SessionFacts], found: Iterable[Id]
) -> list[SessionFacts]:
    """At most 40: those that the algorithm found, then those that share most words with the person, then any others.

    They keep only what the model is shown of a session.
    """
    short = [_shown(session) for session in sessions]
    if len(short) <= MOST_SHOWN:
        return short
    texts = [" ".join((each.title, *each.tags, each.track or "", each.description)) for each in short]
    by_words = (short[place].id for place in by_shared_words(profile, texts))
    by_id = {session.id: session for session in short}
    return [by_id[each] for each in list(dict.fromkeys([*found, *by_words]))[:MOST_SHOWN]]


def _shown(session: SessionFacts) -> SessionFacts:
    """Without what is never shown: what leaves is remembered for a while, and strangers send a lot."""
    tags, audience = session.tags[:MOST_TERMS_KEPT], session.target_audience[:MOST_TERMS_KEPT]
    # Not shorter: an address that is cut in two is not known as one.
    short = session.description[: SURPLUS * LONGEST_ABSTRACT]
    return replace(session, description=short, tags=tags, target_audience=audience, outcomes=(), speakers=())


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
