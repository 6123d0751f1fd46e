"""`POST /api/v1/oracle/sessions/match`: the sessions that suit a person best."""

from time import perf_counter
from typing import Annotated

from litestar import post
from litestar.status_codes import HTTP_200_OK
from msgspec import Struct

from domain.oracle.matched import AlgorithmUsed
from domain.oracle.sessions import match_sessions
from web.api.bodies import decode, read_body
from web.api.operation import Operation
from web.api.oracle.candidates import AsSent, Sessions, component, written_by_id
from web.api.oracle.fields import DEFAULT_MATCHES, Identifier, MaxMatches, Milliseconds, Score
from web.api.oracle.means import means_for, milliseconds_since
from web.api.oracle.profile import Profile
from web.requests import ApiRequest


class SessionMatchRequest(Struct, frozen=True, kw_only=True):
    """A person and the sessions to choose from; no two sessions may have the same id."""

    user_profile: Profile
    sessions: Sessions
    max_matches: MaxMatches | None = DEFAULT_MATCHES
    use_llm: bool | None = True


class SessionsAsSent(Struct, frozen=True):
    """The same sessions, as they were written."""

    sessions: list[AsSent]


class SessionMatch(Struct, frozen=True):
    """One session, why it suits, and the session as it was sent."""

    session_id: Identifier
    match_score: Score
    reasons: list[str]
    session: Annotated[AsSent, component("Session")]


class SessionMatchResponse(Struct, frozen=True, omit_defaults=True):
    """The best first; `is_simulated` is there, and true, where a stand-in for the model answered."""

    matches: list[SessionMatch]
    algorithm_used: AlgorithmUsed
    processing_time_ms: Milliseconds
    is_simulated: bool = False


OPERATION = Operation(
    "Match a person to sessions",
    "The sessions that suit a person best, each with a score and its reasons.",
    SessionMatchRequest,
    SessionMatchResponse,
    "match_sessions.json",
)


@post("/sessions/match", name="api.oracle.sessions", status_code=HTTP_200_OK, opt={"operation": OPERATION})
async def create_session_matches(request: ApiRequest) -> SessionMatchResponse:
    started = perf_counter()
    body = await read_body(request)
    asked = decode(body, SessionMatchRequest)
    sent = written_by_id("sessions", asked.sessions, decode(body, SessionsAsSent).sessions)
    means = await means_for(request, use_llm=asked.use_llm)
    facts = [session.as_facts() for session in asked.sessions]
    matched = await match_sessions(asked.user_profile.as_profile(), facts, asked.max_matches or DEFAULT_MATCHES, means)
    matches = [SessionMatch(each.id, each.score, list(each.reasons), sent[each.id]) for each in matched.matches]
    return SessionMatchResponse(matches, matched.algorithm_used, milliseconds_since(started), matched.is_simulated)
