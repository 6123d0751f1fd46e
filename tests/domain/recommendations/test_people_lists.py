"""Lists of speakers and of people: stored with each generation, both gain, and never oneself or another event's."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from domain.clock import utc_now
from domain.recommendations.generate import generate_for_people, generate_recommendations
from domain.recommendations.person_picks import PersonPick, read_person_picks
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.speaker_picks import SpeakerPick, read_speaker_picks
from domain.tables import (
    Connection,
    PersonRecommendation,
    Profile,
    Session,
    SpeakerProfile,
    SpeakerRecommendation,
    User,
)
from tests.cast import Cast, gather
from tests.domain.recommendations.networkers import make_counterpart, teach_ada


@pytest.fixture
async def cast(database: None) -> Cast:
    cast = await gather()
    await teach_ada(cast)
    return cast


async def speakers_of(cast: Cast, user_id: UUID, now: datetime | None = None) -> tuple[SpeakerPick, ...]:
    await generate_recommendations(user_id, cast.event, ProgrammeIndexes(), now or utc_now())
    return await read_speaker_picks(user_id, cast.event)


async def people_of(cast: Cast, user_id: UUID) -> tuple[PersonPick, ...]:
    await generate_recommendations(user_id, cast.event, ProgrammeIndexes(), utc_now())
    return await read_person_picks(user_id, cast.event)


async def test_a_speaker_is_listed_with_reasons_and_three_starters(cast: Cast) -> None:
    [pick] = await speakers_of(cast, cast.ada)
    assert (pick.speaker_id, pick.name, pick.company) == (cast.sam, "Sam Oyelaran-Whitfield", "Atlantikoma")
    assert pick.reasons == ("Expert in: PostgreSQL", "Can teach relevant skills")
    assert [talk.title for talk in pick.sessions] == ["Postgres as your job queue"]
    assert (len(set(pick.starters)), pick.starters_method, pick.source, pick.is_simulated) == (
        3,
        "template",
        "hybrid",
        False,
    )
    assert pick.starters[1].startswith("I'm really looking forward to your session on Postgres as your job queue.")


async def test_starters_do_not_look_forward_to_what_is_over(cast: Cast) -> None:
    [pick] = await speakers_of(cast, cast.ada, utc_now() + timedelta(days=1))
    assert "looking forward" not in " ".join(pick.starters)
    assert len(set(pick.starters)) == 3


async def test_a_speaker_who_named_no_expertise_is_known_by_what_they_speak_about(cast: Cast) -> None:
    await SpeakerProfile.update({SpeakerProfile.expertise: []}).where(SpeakerProfile.user_id == cast.sam)
    [pick] = await speakers_of(cast, cast.ada)
    assert pick.reasons[0] == "Speaks about: job queues, PostgreSQL"
    assert "What's been the most exciting development in your field recently?" in pick.starters


async def test_speakers_are_not_recommended_to_themselves_nor_when_nothing_of_theirs_takes_place(cast: Cast) -> None:
    await Profile(user_id=cast.sam, interests=["PostgreSQL"]).save().run()
    assert await speakers_of(cast, cast.sam) == ()
    assert len(await speakers_of(cast, cast.ada)) == 1
    await Session.update({Session.status: "cancelled"}).where(Session.id == cast.queues_talk)
    assert await read_speaker_picks(cast.ada, cast.event) == ()
    assert await speakers_of(cast, cast.ada) == ()


async def test_two_who_need_what_the_other_offers_are_introduced_to_each_other(cast: Cast) -> None:
    ana = await make_counterpart(cast, "Ana Sousa")
    [pick] = await people_of(cast, cast.ada)
    assert (pick.person_id, pick.role, pick.company, pick.is_speaker) == (ana, "SRE", "Nordwind", False)
    assert pick.introduction == (
        "Ada Björkqvist, meet Ana Sousa, SRE at Nordwind: they can help you with Kubernetes, and you can help them "
        "with SQL. You have job queues in common to begin with."
    )
    assert (pick.for_you, pick.for_them) == (("Kubernetes",), ("SQL",))
    [seen_from_there] = await people_of(cast, ana)
    assert (seen_from_there.person_id, seen_from_there.score) == (cast.ada, pick.score)


async def test_nothing_that_is_shown_of_a_person_holds_their_address(cast: Cast) -> None:
    await make_counterpart(cast, "Ana Sousa")
    [pick] = await people_of(cast, cast.ada)
    [speaker] = await read_speaker_picks(cast.ada, cast.event)
    assert "@" not in repr(pick) + repr(speaker)


async def test_who_is_connected_already_is_not_recommended_and_who_connects_later_is_marked(cast: Cast) -> None:
    ana = await make_counterpart(cast, "Ana Sousa")
    await people_of(cast, cast.ada)
    await Connection(user_a_id=min(cast.ada, ana), user_b_id=max(cast.ada, ana), event_id=cast.event).save().run()
    assert [pick.is_connected for pick in await read_person_picks(cast.ada, cast.event)] == [True]
    assert await people_of(cast, cast.ada) == ()


async def test_participants_of_other_events_are_not_recommended(cast: Cast) -> None:
    [elsewhere] = await User.raw("SELECT event_id FROM registration WHERE user_id = {}", cast.mallory)
    await make_counterpart(cast, "Ana Sousa", elsewhere["event_id"])
    assert await people_of(cast, cast.ada) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM registration WHERE user_id = {}",
        "DELETE FROM users WHERE id = {}",
        "UPDATE profile SET (interests, skills_to_offer, skills_needed) = (goals, goals, goals) WHERE user_id = {}",
    ],
)
async def test_who_left_or_emptied_their_profile_is_not_shown_any_more(cast: Cast, statement: str) -> None:
    ana = await make_counterpart(cast, "Ana Sousa")
    assert len(await people_of(cast, cast.ada)) == 1
    await User.raw(statement, ana)
    assert await read_person_picks(cast.ada, cast.event) == ()


async def test_a_speaker_who_is_here_to_meet_people_is_a_candidate_too(cast: Cast) -> None:
    await SpeakerProfile.update(
        {SpeakerProfile.expertise: ["PostgreSQL", "job queues"], SpeakerProfile.is_available_for_meetings: True}
    ).where(SpeakerProfile.user_id == cast.sam)
    [pick] = await people_of(cast, cast.ada)
    assert (pick.person_id, pick.is_speaker) == (cast.sam, True)
    assert "You both want to meet people" in pick.reasons


async def test_new_lists_take_the_place_of_earlier_ones(cast: Cast) -> None:
    await make_counterpart(cast, "Ana Sousa")
    await people_of(cast, cast.ada)
    assert (await SpeakerRecommendation.count(), await PersonRecommendation.count()) == (1, 1)
    await Profile.update({Profile.interests: [], Profile.skills_needed: [], Profile.goals: []}).where(
        Profile.user_id == cast.ada
    )
    assert await people_of(cast, cast.ada) == ()
    assert (await SpeakerRecommendation.count(), await PersonRecommendation.count()) == (0, 0)


async def test_a_change_of_anybodys_profile_is_seen_at_once_by_a_process_that_knows_the_event(cast: Cast) -> None:
    programmes = ProgrammeIndexes()
    await generate_recommendations(cast.ada, cast.event, programmes, utc_now())
    ana = await make_counterpart(cast, "Ana Sousa")
    await generate_recommendations(cast.ada, cast.event, programmes, utc_now())
    assert [pick.person_id for pick in await read_person_picks(cast.ada, cast.event)] == [ana]


async def test_many_are_served_as_each_would_be_alone(cast: Cast) -> None:
    people = [cast.ada, *[await make_counterpart(cast, f"P{number} Sousa") for number in range(4)]]
    alone = [[pick.introduction for pick in await people_of(cast, person)] for person in people]
    await generate_for_people(people, cast.event, ProgrammeIndexes(), utc_now())
    together = [[pick.introduction for pick in await read_person_picks(person, cast.event)] for person in people]
    assert together == alone
    assert len(alone[0]) == 4
