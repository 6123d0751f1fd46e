"""Speakers are matched as the specification's loop matches them, with its open points closed."""

from random import Random

import pytest

from domain.matching.facts import SpeakerFacts, UserProfile
from domain.matching.speakers import (
    index_speakers,
    match_indexed_speakers,
    match_speakers,
    match_speakers_of_event,
)
from domain.matching.term_key import term_key
from tests.domain.matching.random_speakers import draw_profile, draw_speakers
from tests.domain.matching.specification_speaker_loop import algorithmic_match_speakers

JANE = SpeakerFacts(id="jane", industry="Technology", expertise=("machine-learning",), offerings=("mentorship",))


def test_ten_thousand_random_people_get_what_the_loop_gives_them() -> None:
    random = Random(4)
    compared = matched = 0
    while compared < 10_000:
        speakers = draw_speakers(random, 30)
        profiles = [draw_profile(random, number) for number in range(random.randint(0, 50))]
        limit = random.choice((1, 3, 10, 100))
        for profile, found in zip(profiles, match_speakers_of_event(profiles, speakers, limit), strict=True):
            expected = algorithmic_match_speakers(profile, speakers, limit)
            assert [(m.speaker_id, m.score, list(m.reasons)) for m in found] == [
                (m.speaker_id, m.match_score, m.reasons) for m in expected
            ]
            compared += 1
            matched += len(found)
    assert matched > compared


def test_the_breakdown_sums_to_the_score_and_has_no_negative_part() -> None:
    random = Random(5)
    for number in range(500):
        for match in match_speakers(draw_profile(random, number), draw_speakers(random, 30), 100):
            parts = match.breakdown
            points = (parts.expertise, parts.skills, parts.goals, parts.industry)
            assert sum(points) == match.score
            assert min(points) >= 0


def test_the_specifications_example_is_matched_for_each_of_its_reasons() -> None:
    profile = UserProfile(
        user_id="user_123",
        interests=("machine-learning", "product-management"),
        goals=("GET_MENTORED", "NETWORK"),
        skills_needed=("ml-strategy", "machine-learning"),
        industry="Technology",
    )
    [match] = match_speakers(profile, [JANE])
    assert (match.speaker_id, match.score) == ("jane", 75)
    assert match.reasons == (
        "Expert in: machine-learning",
        "Can help with: machine-learning",
        "Offers mentorship - aligns with your goal",
        "Same industry: Technology",
    )


@pytest.mark.parametrize("absent", [None, ""])
def test_an_absent_industry_is_nobodys(absent: str | None) -> None:
    profile = UserProfile(user_id="u", interests=("machine-learning",), industry=absent)
    [match] = match_speakers(profile, [SpeakerFacts(id="s", expertise=("machine-learning",), industry=absent)])
    assert match.reasons == ("Expert in: machine-learning",)


def test_excluded_speakers_make_room_for_the_next() -> None:
    profile = UserProfile(user_id="u", interests=("machine-learning",))
    speakers = [JANE, SpeakerFacts(id="joan", expertise=("machine-learning",))]
    [found] = match_speakers_of_event([profile], speakers, 1, {"u": {"jane", "unknown"}})
    assert [match.speaker_id for match in found] == ["joan"]


def test_spellings_of_one_term_meet_where_the_key_says_so_and_are_named_as_the_person_wrote_them() -> None:
    profile = UserProfile(user_id="u", interests=("Machine Learning", "machine learning"))
    assert match_speakers(profile, [JANE]) == []
    [[match]] = match_indexed_speakers(index_speakers([JANE], term_key), [profile])
    assert (match.score, match.reasons) == (25, ("Expert in: Machine Learning",))


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C++", "C#"), ("go", "golang"), ("R", "Rust")])
def test_different_terms_have_different_keys(one: str, other: str) -> None:
    assert term_key(one) != term_key(other)
