"""`POST /api/v1/oracle/speakers/match`: the speakers whom a person should meet."""

from time import perf_counter
from typing import Annotated

from litestar import post
from litestar.status_codes import HTTP_200_OK
from msgspec import Struct

from domain.oracle.matched import AlgorithmUsed
from domain.oracle.speakers import match_speakers
from web.api.bodies import decode, read_body
from web.api.operation import Operation
from web.api.oracle.candidates import AsSent, Speakers, component, written_by_id
from web.api.oracle.fields import DEFAULT_MATCHES, Identifier, MaxMatches, Milliseconds, Score
from web.api.oracle.means import means_for, milliseconds_since
from web.api.oracle.profile import Profile
from web.requests import ApiRequest


class SpeakerMatchRequest(Struct, frozen=True, kw_only=True):
    """A person and the speakers to choose from; no two speakers may have the same id."""

    user_profile: Profile
    speakers: Speakers
    max_matches: MaxMatches | None = DEFAULT_MATCHES
    use_llm: bool | None = True


class SpeakersAsSent(Struct, frozen=True):
    """The same speakers, as they were written."""

    speakers: list[AsSent]


class SpeakerMatch(Struct, frozen=True):
    """One speaker, why to meet them, and the speaker as they were sent."""

    speaker_id: Identifier
    match_score: Score
    reasons: list[str]
    speaker: Annotated[AsSent, component("Speaker")]


class SpeakerMatchResponse(Struct, frozen=True, omit_defaults=True):
    """The best first; `is_simulated` is there, and true, where a stand-in for the model answered."""

    matches: list[SpeakerMatch]
    algorithm_used: AlgorithmUsed
    processing_time_ms: Milliseconds
    is_simulated: bool = False


OPERATION = Operation(
    "Match a person to speakers",
    "The speakers whom a person should meet, each with a score and its reasons.",
    SpeakerMatchRequest,
    SpeakerMatchResponse,
    "match_speakers.json",
)


@post("/speakers/match", name="api.oracle.speakers", status_code=HTTP_200_OK, opt={"operation": OPERATION})
async def create_speaker_matches(request: ApiRequest) -> SpeakerMatchResponse:
    started = perf_counter()
    body = await read_body(request)
    asked = decode(body, SpeakerMatchRequest)
    sent = written_by_id("speakers", asked.speakers, decode(body, SpeakersAsSent).speakers)
    means = await means_for(request, use_llm=asked.use_llm)
    facts = [speaker.as_facts(speaker.id) for speaker in asked.speakers]
    matched = await match_speakers(asked.user_profile.as_profile(), facts, asked.max_matches or DEFAULT_MATCHES, means)
    matches = [SpeakerMatch(each.id, each.score, list(each.reasons), sent[each.id]) for each in matched.matches]
    return SpeakerMatchResponse(matches, matched.algorithm_used, milliseconds_since(started), matched.is_simulated)
