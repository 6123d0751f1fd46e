"""Me: the form keeps what was typed, says what is wrong, and a change makes a new list."""

import re
from typing import Any

import pytest

from domain.people.profiles import ProfileDetails, read_profile
from domain.tables import Job, Profile
from tests.cast import Cast
from tests.web.visitor import Visitor

PATH = "/events/harbour/me"
# What a browser sends of a form in which nothing is written.
EMPTY: dict[str, Any] = dict.fromkeys(
    ("role", "company", "industry", "about", "other_interests", "skills_to_offer", "skills_needed", "languages"), ""
)


async def test_the_form_shows_what_was_told_common_interests_as_boxes(ada: Visitor, cast: Cast) -> None:
    await Profile.update(
        {Profile.interests: ["POSTGRESQL", "chamber music"], Profile.preferred_difficulty: "advanced"}
    ).where(Profile.user_id == cast.ada)
    page = (await ada.get(PATH)).text

    assert 'name="common_interests" value="PostgreSQL" checked' in page
    assert 'name="common_interests" value="typography">' in page
    assert ">chamber music</textarea>" in page
    assert 'value="Platform engineer"' in page
    assert 'name="goals" value="LEARN" checked' in page
    assert 'value="advanced" checked' in page


async def test_everything_sent_is_saved_and_a_list_is_asked_for(ada: Visitor, cast: Cast) -> None:
    answer = await ada.post(
        PATH,
        {
            "role": " Data  engineer ",
            "company": "Atlantikoma",
            "industry": "Software",
            "about": "One.\r\nTwo.",
            "common_interests": ["PostgreSQL", "typography"],
            "other_interests": "Rust, postgresql\non-call",
            "goals": ["LEARN", "HIRE"],
            "skills_needed": "SQL",
            "skills_to_offer": "",
            "preferred_difficulty": "beginner",
            "languages": "English; Norwegian",
        },
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/events/harbour/for-you?profile=saved")
    assert await read_profile(cast.ada) == ProfileDetails(
        role="Data engineer",
        company="Atlantikoma",
        industry="Software",
        about="One.\nTwo.",
        interests=("PostgreSQL", "typography", "Rust", "on-call"),
        goals=("LEARN", "HIRE"),
        skills_needed=("SQL",),
        preferred_difficulty="beginner",
        languages=("English", "Norwegian"),
    )
    assert await Job.count().where(Job.name == "GenerateRecommendations") == 1
    page = (await ada.get(answer.headers["location"])).text
    assert "Profile saved. <b>Your list is being made anew.</b>" in page


async def test_one_value_of_a_field_of_many_is_enough(ada: Visitor, cast: Cast) -> None:
    answer = await ada.post(PATH, EMPTY | {"common_interests": "PostgreSQL", "goals": "MENTOR"})
    assert answer.status_code == 303
    profile = await read_profile(cast.ada)
    assert (profile.interests, profile.goals) == (("PostgreSQL",), ("MENTOR",))


async def test_an_empty_form_empties_the_profile(ada: Visitor, cast: Cast) -> None:
    assert (await ada.post(PATH, EMPTY)).status_code == 303
    assert await read_profile(cast.ada) == ProfileDetails()


@pytest.mark.parametrize("missing", EMPTY)
async def test_a_form_that_did_not_arrive_whole_changes_nothing(ada: Visitor, cast: Cast, missing: str) -> None:
    before = await read_profile(cast.ada)
    answer = await ada.post(PATH, {name: "x" for name in EMPTY if name != missing})
    assert answer.status_code == 400
    assert f"{missing} missing" in answer.text
    assert await read_profile(cast.ada) == before
    assert await Job.count() == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"role": "Baker"}},
        {"content": b"role=Baker"},
        {"content": b"role=Baker", "headers": {"Content-Type": "text/plain"}},
        {"data": {"role": "Baker"}},
    ],
)
async def test_what_is_no_whole_form_changes_nothing(ada: Visitor, cast: Cast, sent: dict[str, Any]) -> None:
    before = await read_profile(cast.ada)
    headers = {"x-csrf-token": await ada.token(), **sent.pop("headers", {})}
    answer = await ada.client.post(PATH, headers=headers, **sent)
    assert answer.status_code in (400, 415)
    assert await read_profile(cast.ada) == before


async def test_a_form_in_parts_is_read_like_any_other(ada: Visitor, cast: Cast) -> None:
    fields = {name: (None, value) for name, value in {**EMPTY, "role": "Baker"}.items()}
    answer = await ada.client.post(PATH, files=fields, headers={"x-csrf-token": await ada.token()})
    assert answer.status_code == 303
    assert (await read_profile(cast.ada)).role == "Baker"


async def test_what_cannot_be_taken_is_said_at_its_field_and_what_was_typed_is_kept(ada: Visitor, cast: Cast) -> None:
    before = await read_profile(cast.ada)
    answer = await ada.post(
        PATH, EMPTY | {"role": "x" * 121, "company": "Kept & quoted", "goals": ["LEARN", "WIN"], "about": "y" * 2_001}
    )
    assert answer.status_code == 422
    banner = answer.text.split("Look again at")[1].split(";")[0]
    assert re.findall(r'href="#(\w+)">(\w+)</a>', banner) == [("goals", "Goals"), ("role", "Role"), ("about", "About")]
    assert answer.text.count(" autofocus") == 1
    assert 'id="goals" autofocus name="goals"' in answer.text
    assert 'id="role-error"' in answer.text
    assert "At most 120 characters; these are 121." in answer.text
    assert "At most 2,000 characters; these are 2,001." in answer.text
    assert "Choose from the goals listed." in answer.text
    assert 'value="Kept &amp; quoted"' in answer.text
    assert "y" * 2_001 in answer.text
    assert 'name="goals" value="LEARN" checked aria-invalid="true" aria-describedby="goals-error"' in answer.text
    assert await read_profile(cast.ada) == before
    assert await Job.count() == 0


async def test_interests_chosen_elsewhere_are_filled_in_and_not_yet_saved(ada: Visitor, cast: Cast) -> None:
    page = (await ada.get(f"{PATH}?interest=typography&interest=snow")).text
    assert 'name="common_interests" value="typography" checked' in page
    assert ">snow</textarea>" in page
    assert (await ada.get(f"{PATH}?interest=snow")).status_code == 200
    assert "snow" not in (await read_profile(cast.ada)).interests


async def test_characters_that_cannot_be_stored_are_left_out(ada: Visitor, cast: Cast) -> None:
    assert (await ada.post(PATH, EMPTY | {"role": "a\x00b", "about": "c\x00d"})).status_code == 303
    profile = await read_profile(cast.ada)
    assert (profile.role, profile.about) == ("ab", "cd")
