"""Speakers and people to meet in the feed: everything their cards say, as text, and only to whom it is told."""

import pytest

from domain.clock import utc_now
from domain.matching.people_results import PersonBreakdown, PersonMatch
from domain.recommendations.store_people import PersonEntry, store_persons
from domain.tables import (
    PersonRecommendation,
    Profile,
    SessionRecommendation,
    SpeakerProfile,
    SpeakerRecommendation,
    User,
)
from tests.cast import Cast
from tests.web.attendee.lists import STARTERS, make_networker, make_person_pick, make_speaker_pick
from tests.web.visitor import Visitor

PATH = "/events/harbour/for-you"
SPEAKERS, PEOPLE = f"{PATH}?show=speakers", f"{PATH}?show=people"
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


async def test_a_speaker_shows_who_they_are_where_they_speak_and_how_to_begin(ada: Visitor, cast: Cast) -> None:
    await make_speaker_pick(cast.ada, cast.event, cast.sam)
    page = (await ada.get(SPEAKERS)).text

    assert "Sam Oyelaran-Whitfield</h2>" in page
    assert "Atlantikoma" in page
    assert "Expert in: PostgreSQL" in page
    assert 'aria-label="Match 65 of 100"' in page
    assert 'aria-label="65 points: Expertise 50, Goals 15"' in page
    assert f'href="/events/harbour/sessions/{cast.queues_talk}/why-not">Postgres as your job queue</a>' in page
    assert page.count('<blockquote class="copyable">') == 3
    assert all(starter in page for starter in STARTERS)
    assert page.count("from Hallway’s templates") == 3


async def test_what_the_model_wrote_names_it_and_what_was_pretended_is_marked(ada: Visitor, cast: Cast) -> None:
    await make_speaker_pick(cast.ada, cast.event, cast.sam)
    await SpeakerRecommendation.update({"starters_method": "llm"}, force=True)
    page = (await ada.get(SPEAKERS)).text
    assert page.count("by Claude") == 3
    assert "simulated" not in page
    await SpeakerRecommendation.update({"is_simulated": True}, force=True)
    page = (await ada.get(SPEAKERS)).text
    assert page.count('<span class="pill warn">simulated</span>') == 3
    assert "Claude" not in page


async def test_an_introduction_says_who_wrote_it(ada: Visitor, cast: Cast) -> None:
    await make_networker(cast.omar)
    await make_person_pick(cast.ada, cast.event, cast.omar)
    assert "from Hallway’s templates" in (await ada.get(PEOPLE)).text
    await PersonRecommendation.update({"introduction_method": "llm"}, force=True)
    assert "by Claude" in (await ada.get(PEOPLE)).text
    await PersonRecommendation.update({"is_simulated": True}, force=True)
    page = (await ada.get(PEOPLE)).text
    assert "by Claude" not in page
    assert '<span class="pill warn">simulated</span>' in page
    assert page.count("by Hallway’s algorithm") == 2


async def test_a_person_shows_what_each_gains_once_and_an_introduction(ada: Visitor, cast: Cast) -> None:
    await Profile.update({"skills_needed": ["Rust"], "skills_to_offer": ["SQL"]}).where(Profile.user_id == cast.ada)
    await Profile(user_id=cast.omar, skills_needed=["sql"], skills_to_offer=["rust"], goals=["NETWORK"]).save()
    match = PersonMatch(
        cast.omar,
        40,
        "hybrid",
        ("They can help you with Rust", "You can help them with SQL", "You both want to meet people"),
        PersonBreakdown(skills_for_you=17, skills_for_them=17, goals=6),
    )
    await store_persons(cast.event, {cast.ada: [PersonEntry(match=match, introduction="Ada, meet Omar.")]}, utc_now())
    page = (await ada.get(PEOPLE)).text

    assert "<dt>You gain</dt><dd>Rust</dd>" in page
    assert "<dt>They gain</dt><dd>SQL</dd>" in page
    assert "They can help you with" not in page
    assert "You both want to meet people" in page
    assert "Ada, meet Omar." in page
    assert 'aria-label="40 points: Skills for you 17, Skills for them 17, Goals 6"' in page


async def test_who_needs_nothing_of_one_gains_a_contact(ada: Visitor, cast: Cast) -> None:
    await Profile.update({"skills_needed": ["Rust"]}).where(Profile.user_id == cast.ada)
    await Profile(user_id=cast.omar, skills_to_offer=["rust"], goals=["NETWORK"]).save()
    await make_person_pick(cast.ada, cast.event, cast.omar)
    page = (await ada.get(PEOPLE)).text
    assert "<dt>You gain</dt><dd>Rust</dd>" in page
    assert "<dt>They gain</dt><dd>a new contact</dd>" in page


async def test_who_only_wants_to_meet_people_too_trades_nothing(ada: Visitor, cast: Cast) -> None:
    await make_networker(cast.omar)
    await make_person_pick(cast.ada, cast.event, cast.omar)
    page = (await ada.get(PEOPLE)).text
    assert "Omar Haddad</h2>" in page
    assert "You gain" not in page


async def test_hostile_names_reasons_and_texts_are_shown_and_never_obeyed(ada: Visitor, cast: Cast) -> None:
    await make_speaker_pick(cast.ada, cast.event, cast.sam, starters=(HOSTILE, HOSTILE + "2", HOSTILE + "3"))
    await make_networker(cast.omar)
    await make_person_pick(cast.ada, cast.event, cast.omar, introduction=HOSTILE)
    await User.update({User.name: HOSTILE}).where(User.id.is_in([cast.sam, cast.omar]))
    await SpeakerProfile.update({"title": HOSTILE, "company": HOSTILE, "expertise": [HOSTILE]}, force=True)
    await Profile.update({"role": HOSTILE, "company": HOSTILE}).where(Profile.user_id == cast.omar)
    for table in (SessionRecommendation, SpeakerRecommendation, PersonRecommendation):
        await table.update({"reasons": [HOSTILE] * 5}, force=True)
    page = (await ada.get(f"{PATH}?whole=yes")).text

    assert page.count("&lt;script&gt;alert(1)") > 15
    assert "<script>alert" not in page
    assert "<img" not in page


async def test_the_lists_of_one_are_not_shown_to_another(visitor: Visitor, cast: Cast) -> None:
    await make_networker(cast.omar)
    await make_speaker_pick(cast.ada, cast.event, cast.sam)
    await make_person_pick(cast.ada, cast.event, cast.omar)
    await visitor.be(cast.sam)
    page = (await visitor.get(f"{PATH}?whole=yes")).text
    assert "<article" not in page
    assert "Omar" not in page


@pytest.mark.parametrize(
    ("show", "words"),
    [("sessions", ""), ("speakers", "No speaker yet"), ("people", "Nobody to meet yet")],
)
async def test_a_kind_without_entries_says_so_and_leads_to_the_profile(ada: Visitor, show: str, words: str) -> None:
    page = (await ada.get(f"{PATH}?show={show}")).text
    assert words in page
    assert ("Tell more" in page) == bool(words)


async def test_there_is_no_other_kind(ada: Visitor) -> None:
    assert (await ada.get(f"{PATH}?show=enemies")).status_code == 400
