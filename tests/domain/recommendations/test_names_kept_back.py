"""What is read for matching says which names and companies must not leave with it."""

import pytest

from domain.programme.session_facts import read_session_facts
from domain.programme.unread_sessions import read_these
from domain.recommendations.attendees import read_attendees
from domain.recommendations.person_facts import read_person_facts
from domain.recommendations.speaker_facts import read_speaker_facts
from domain.tables import Profile
from tests.cast import Cast, gather

SAM = ("Sam Oyelaran-Whitfield",)


@pytest.fixture
async def cast(database: None) -> Cast:
    return await gather()


async def test_of_a_session_and_of_a_speaker_those_who_speak_there(cast: Cast) -> None:
    [session] = [each for each in await read_session_facts(cast.event) if each.names]
    [unread] = (await read_these(cast.event, [session.id])).values()  # type: ignore[list-item]
    [speaker] = await read_speaker_facts(cast.event)
    assert session.names == unread.names == speaker.names == SAM
    assert session.companies == unread.companies == ("Atlantikoma",)
    assert speaker.company == "Atlantikoma"


async def test_of_a_person_their_own(cast: Cast) -> None:
    await Profile.update({Profile.company: "Shipmarker"}).where(Profile.user_id == cast.ada)
    [profile] = (await read_attendees([cast.ada], cast.event)).profiles
    [person] = await read_person_facts(cast.event, [cast.ada])
    assert profile.names == person.profile.names
    assert profile.names[0].startswith("Ada")
    assert profile.companies == person.profile.companies == ("Shipmarker",)
