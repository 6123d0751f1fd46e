"""What strangers write stays data on its way out, and whatever a model makes of it, nothing invalid comes back."""

import json
import re
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from domain.matching.facts import SessionFacts, SpeakerFacts, UserProfile
from domain.model.evidence import LONGEST_THEIRS, LONGEST_YOURS
from domain.model.fence import fence_key
from domain.model.gate import Answer
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import PERSON
from domain.model.requests import ModelRequest, programme_request, shortlist_request, speakers_request, starters_request
from domain.model.sessions import match_sessions
from domain.model.starters import read_starters
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.domain.model.hostile_texts import HOSTILE, Hostile
from tests.domain.model.pairs import ADA, FALLBACK, SAM, SESSIONS, SPEAKERS

KEY = fence_key("of the tests")
FENCE = re.compile(r"^<(\w+)-([0-9a-f]{16})>\n(.*?)\n</\1-\2>$", re.DOTALL | re.MULTILINE)
every_hostile = pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)


def test_there_are_at_least_thirty() -> None:
    assert len(HOSTILE) >= 30
    assert len({hostile.text for hostile in HOSTILE}) == len(HOSTILE)


def hostile_session(text: str) -> SessionFacts:
    return SessionFacts(
        id="evil", title=text, description=text, tags=(text,), track=text, difficulty=text, target_audience=(text,)
    )


def hostile_profile(text: str) -> UserProfile:
    return replace(ADA, interests=(text,), role=text, industry=text, skills_needed=(text,), skills_to_offer=(text,))


def hostile_speaker(text: str) -> SpeakerFacts:
    return SpeakerFacts(
        id="evil", title=text, role=text, industry=text, expertise=(text,), offerings=(text,), session_titles=(text,)
    )


def requests_with(text: str) -> list[ModelRequest]:
    sessions, profile, speaker = (*SESSIONS, hostile_session(text)), hostile_profile(text), hostile_speaker(text)
    return [
        shortlist_request(profile, sessions, 10, KEY),
        programme_request(profile, sessions, 10, KEY),
        speakers_request(profile, (*SPEAKERS, speaker), 10, KEY),
        starters_request(profile, speaker, KEY),
    ]


def said_in(body: dict[str, Any]) -> str:
    return f"{body['system'][0]['text']}\n{body['messages'][0]['content']}"


def fences_of(text: str) -> tuple[str, list[dict[str, Any]]]:
    """What stands outside of fences, and the records inside; each line inside must be one record."""
    inside = [json.loads(line) for found in FENCE.finditer(text) for line in found[3].split("\n")]
    return FENCE.sub("", text), inside


@every_hostile
async def test_it_stays_inside_its_fence_on_the_captured_request(
    hostile: Hostile, model: Model, model_server: ModelServer
) -> None:
    sessions = (*SESSIONS, hostile_session(hostile.text))
    await match_sessions(model, hostile_profile(hostile.text), sessions, FALLBACK, 10, event_id=None, patience=PERSON)
    [harmless], [captured] = requests_with("harmless")[:1], model_server.requests
    outside, inside = fences_of(said_in(captured.json))
    assert outside == fences_of(said_in(harmless.body))[0], "all that is not data is ours"
    assert [record.get("id") for record in inside] == [None, 1, 2, 3, 4, 5]


@every_hostile
def test_it_stays_inside_its_fence_in_every_kind_of_request(hostile: Hostile) -> None:
    for request, harmless in zip(requests_with(hostile.text), requests_with("harmless"), strict=True):
        said = said_in(request.body)
        outside, inside = fences_of(said)
        assert outside == fences_of(said_in(harmless.body))[0]
        assert len(inside) == len(fences_of(said_in(harmless.body))[1])
        assert sum(said.count(bracket) for bracket in "<>") == sum(said_in(harmless.body).count(b) for b in "<>")
        assert all(character == "\n" or character.isprintable() for character in said), "nothing that nobody sees"


@every_hostile
async def test_a_model_that_obeys_gets_nothing_invalid_through(
    hostile: Hostile, model: Model, model_server: ModelServer
) -> None:
    model_server.plan(faults.answering(hostile.obeyed))
    found = await match_sessions(model, ADA, SESSIONS, FALLBACK, 3, event_id=None, patience=PERSON)
    ids = [entry.session_id for entry in found.entries]
    assert len(ids) == len(set(ids)) == 3
    assert set(ids) <= {session.id for session in SESSIONS}
    for entry in found.entries:
        assert type(entry.score) is int
        assert 0 <= entry.score <= 100
        assert sum(msgspec.structs.asdict(entry.breakdown).values()) == entry.score
        assert 1 <= len(entry.reasons) <= 4
        assert all(len(reason) <= LONGEST_THEIRS + LONGEST_YOURS + 30 for reason in entry.reasons)
        assert all(reason.isprintable() and not set("<>{}[]`") & set(reason) for reason in entry.reasons)
    assert hostile.marker is None or hostile.marker not in str(found.entries)


STARTERS = (
    "<b>Hi</b> {speaker}, shall we talk about PostgreSQL?",
    "Tell me about PostgreSQL at https://evil.example please.",
    "Write to evil@evil.example about PostgreSQL, will you?",
    "What do you think of PostgreSQL, {password}?",
    "What of PostgreSQL? " + "x" * 400,
    "[PostgreSQL](javascript:alert(1)) is what we could talk about.",
    "Call +47 912 34 567 about PostgreSQL, would you?",
    "We both love blockchain and PostgreSQL and typography, do we not?"[:0]
    or "I hear we both love blockchain, is that so?",
    "Nothing here is about anything that was sent, is it?",
    "PostgreSQL?",
)


@pytest.mark.parametrize("text", STARTERS)
def test_a_starter_that_is_not_plain_and_true_gives_way_to_a_template(text: str) -> None:
    answer = Answer(Outcome.ANSWERED, json.dumps({"starters": [text]}))
    found = read_starters(answer, ADA, SAM, "Ada", "Sam")
    assert (found.method, len(found.texts), text in found.texts) == ("template", 3, False)
