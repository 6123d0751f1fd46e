"""Which words about a person leave for the model: found by giving each of their fields a word of its own."""

from typing import Any

import pytest

from domain.ids import uuid7
from domain.matching.facts import PersonFacts, SessionFacts, SpeakerFacts, UserProfile
from domain.model.fence import fence_key
from domain.model.introductions import write_introduction
from domain.model.opening import Model
from domain.model.patience import PERSON
from domain.model.sessions import match_sessions
from domain.model.speakers import match_speakers
from domain.model.starters import write_starters
from domain.programme.reading_request import reading_request
from domain.programme.unread_sessions import UnreadSession
from local.model_server.server import ModelServer

PROFESSIONAL = ("interests", "goals", "skills_to_offer", "skills_needed", "role", "industry", "preferred_difficulty")
OF_SPEAKERS = ("title", "role", "industry", "expertise", "offerings", "session_titles")


def marked(kind: type[Any], word: str) -> Any:
    """One of this kind, each of whose fields holds a marker made of the word and the field's name."""
    values: dict[str, Any] = {}
    for name, type_ in kind.__annotations__.items():
        marker = f"{word}{name.replace('_', '')}marker"
        if "tuple" in str(type_):
            values[name] = (marker,)
        elif "str" in str(type_) or name in ("id", "user_id"):
            values[name] = marker
    return kind(**values)


def markers(word: str, fields: tuple[str, ...]) -> set[str]:
    return {f"{word}{name.replace('_', '')}marker" for name in fields}


def left(server: ModelServer, kind: type[Any], word: str) -> set[str]:
    """The markers that stand in any captured request, headers and path included."""
    sent = " ".join(f"{request.path} {request.headers} {request.text}" for request in server.requests)
    return {marker for marker in markers(word, tuple(kind.__annotations__)) if marker in sent}


ADA = marked(UserProfile, "ada")
SAM = marked(SpeakerFacts, "sam")


async def test_of_an_attendee_only_professional_fields_leave(model: Model, model_server: ModelServer) -> None:
    session = SessionFacts(id="session-id-marker", title="A talk", speakers=("Speaker Name Marker",))
    await match_sessions(model, ADA, [session], (), 3, event_id=None, patience=PERSON)
    assert left(model_server, UserProfile, "ada") == markers("ada", PROFESSIONAL)
    sent = model_server.requests[0].text
    assert "session-id-marker" not in sent
    assert "Speaker Name Marker" not in sent


async def test_of_a_speaker_neither_company_nor_biography_nor_id_leave(model: Model, model_server: ModelServer) -> None:
    await match_speakers(model, ADA, [SAM], (), 3, event_id=None, patience=PERSON)
    await write_starters(
        model, ADA, SAM, event_id=None, patience=PERSON, attendee_name="AdaNameMarker", speaker_name="SamNameMarker"
    )
    assert len(model_server.requests) == 2
    assert left(model_server, SpeakerFacts, "sam") == markers("sam", OF_SPEAKERS)
    assert left(model_server, UserProfile, "ada") == markers("ada", PROFESSIONAL)
    assert not any("NameMarker" in request.text for request in model_server.requests)


async def test_of_two_people_who_are_introduced_no_name_and_no_company_leave(
    model: Model, model_server: ModelServer
) -> None:
    first, second = (
        PersonFacts(
            profile=marked(UserProfile, word),
            company=f"{word}companymarker",
            session_ids=frozenset({f"{word}sessionmarker"}),
            expertise=(f"{word}expertisemarker",),
            offerings=(f"{word}offeringsmarker",),
        )
        for word in ("ada", "mia")
    )
    await write_introduction(
        model, first, second, "A template.", event_id=None, patience=PERSON, other_name="MiaNameMarker"
    )
    [request] = model_server.requests
    for word in ("ada", "mia"):
        assert left(model_server, UserProfile, word) == markers(word, PROFESSIONAL)
        assert left(model_server, PersonFacts, word) == markers(word, ("expertise",))
    assert "MiaNameMarker" not in request.text
    assert "sessionmarker" not in request.text


@pytest.mark.parametrize("contact", ["ada@demo.example", "https://ada.example/me", "+47 912 34 567"])
async def test_addresses_that_somebody_wrote_among_their_interests_stay_here(
    model: Model, model_server: ModelServer, contact: str
) -> None:
    profile = UserProfile(user_id="ada", interests=(f"chess {contact}", "Go"), role=contact)
    await match_sessions(model, profile, [SessionFacts(id=1, title="A talk")], (), 3, event_id=None, patience=PERSON)  # type: ignore[arg-type]
    [request] = model_server.requests
    assert contact not in request.text
    assert "chess" in request.text


# Somebody as texts name them: in full, by either part, shouted, by their employer, and how to reach them.
WHO = "Zuzanamarker Quillmarker"
FIRM = "Acmemarker Corp"
TELLING = (
    f"Chat with {WHO}, {WHO.upper()} or Zuzanamarker's friend (Quillmarker) of {FIRM}, at Acmemarker; "
    "zq@acmemarker.example, +47 912 34 567, call 91234567, @zqmarker, linkedin.com/in/zqmarker"
)
TOLD = ("zuzanamarker", "quillmarker", "acmemarker", "zqmarker", "912 34", "91234567")


def told_in(text: str) -> list[str]:
    return [each for each in TOLD if each in text.lower()]


async def test_names_and_companies_inside_a_sessions_texts_do_not_leave(
    model: Model, model_server: ModelServer
) -> None:
    session = SessionFacts(
        id="told",
        title=TELLING,
        description=f"{TELLING} {TELLING}",
        tags=(WHO, FIRM),
        track=f"{FIRM} track",
        target_audience=(f"Friends of {WHO}",),
        names=(WHO,),
        companies=(FIRM,),
    )
    await match_sessions(model, ADA, [session], (), 3, event_id=None, patience=PERSON)
    sent = model_server.requests[0].text
    assert told_in(sent) == []
    assert "Chat with [speaker], [speaker] or [speaker]'s friend ([speaker]) of [company], at [company];" in sent


async def test_names_and_companies_inside_a_speakers_texts_do_not_leave(
    model: Model, model_server: ModelServer
) -> None:
    speaker = SpeakerFacts(
        id="told",
        title="Head of AI, Acmemarker",
        company=FIRM,
        role=f"CTO at {FIRM}",
        expertise=(TELLING,),
        offerings=(f"lunch with {WHO}",),
        bio=TELLING,
        session_titles=(TELLING,),
        names=(WHO,),
    )
    await match_speakers(model, ADA, [speaker], (), 3, event_id=None, patience=PERSON)
    await write_starters(model, ADA, speaker, event_id=None, patience=PERSON, speaker_name=WHO)
    for request in model_server.requests:
        assert told_in(request.text) == []
        assert "Head of AI, [company]" in request.text


async def test_a_persons_own_name_and_company_inside_what_they_list_do_not_leave(
    model: Model, model_server: ModelServer
) -> None:
    profile = UserProfile(
        user_id="told", interests=(TELLING,), role=f"CTO, {FIRM}", about=TELLING, names=(WHO,), companies=(FIRM,)
    )
    person = PersonFacts(profile=profile, company=FIRM, expertise=(f"{WHO} on Go",))
    await match_sessions(model, profile, [SessionFacts(id=1, title="A talk")], (), 3, event_id=None, patience=PERSON)  # type: ignore[arg-type]
    await write_introduction(model, person, person, "A template.", event_id=None, patience=PERSON, other_name=WHO)
    assert [told_in(request.text) for request in model_server.requests] == [[], []]
    assert "CTO, [company]" in model_server.requests[0].text
    assert "[person] on Go" in model_server.requests[1].text


def test_names_and_companies_inside_what_is_read_for_enrichment_do_not_leave() -> None:
    session = UnreadSession(
        id=uuid7(),
        revision=1,
        title=TELLING,
        subtitle=TELLING,
        description=TELLING,
        track=FIRM,
        format=WHO,
        language=None,
        tags=(),
        lacks=("tags",),
        names=(WHO,),
        companies=(FIRM,),
    )
    assert told_in(str(reading_request([session], (), fence_key("secret")).body)) == []
