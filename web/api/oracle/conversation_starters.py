"""`POST /api/v1/oracle/speakers/conversation-starters`: how a person can begin a conversation with a speaker."""

from time import perf_counter
from typing import Literal

from litestar import post
from litestar.status_codes import HTTP_200_OK
from msgspec import Struct

from domain.model.opening import Model
from domain.model.patience import PERSON
from domain.model.results import Starters
from domain.model.starters import write_starters
from web.api.bodies import decode, read_body
from web.api.operation import Operation
from web.api.oracle.candidates import DescribedSpeaker
from web.api.oracle.fields import Lines, Milliseconds
from web.api.oracle.means import milliseconds_since, model_for
from web.api.oracle.profile import Profile
from web.requests import ApiRequest


class ConversationStartersRequest(Struct, frozen=True, kw_only=True):
    """A person, a speaker, and why the two were matched, which stays here: it may quote what is nobody's business."""

    user_profile: Profile
    speaker: DescribedSpeaker
    match_reasons: Lines | None = None
    use_llm: bool | None = True


class ConversationStartersResponse(Struct, frozen=True, omit_defaults=True):
    """Three texts, all different; `is_simulated` is there, and true, where a stand-in for the model wrote them."""

    conversation_starters: list[str]
    generation_method: Literal["llm", "template"]
    processing_time_ms: Milliseconds
    is_simulated: bool = False


OPERATION = Operation(
    "Write conversation starters",
    "Three ways for a person to begin a conversation with a speaker.",
    ConversationStartersRequest,
    ConversationStartersResponse,
    "conversation_starters.json",
)
PATH = "/speakers/conversation-starters"


@post(PATH, name="api.oracle.conversation_starters", status_code=HTTP_200_OK, opt={"operation": OPERATION})
async def create_conversation_starters(request: ApiRequest) -> ConversationStartersResponse:
    started = perf_counter()
    asked = decode(await read_body(request), ConversationStartersRequest)
    starters = await _write(asked, await model_for(request, use_llm=asked.use_llm))
    texts = list(starters.texts)
    return ConversationStartersResponse(texts, starters.method, milliseconds_since(started), starters.is_simulated)


async def _write(asked: ConversationStartersRequest, model: Model | None) -> Starters:
    return await write_starters(
        model,
        asked.user_profile.as_profile(),
        asked.speaker.as_facts(),
        event_id=None,
        patience=PERSON,
        attendee_name=asked.user_profile.name,
        speaker_name=asked.speaker.name,
    )
