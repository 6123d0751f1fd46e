"""People are matched where both gain, as a plain loop would match them, and the reasons say how."""

from random import Random

import pytest
from msgspec.structs import asdict, replace

from domain.matching.facts import Id, PersonFacts, UserProfile
from domain.matching.networking import match_people
from domain.matching.networking_index import index_people
from domain.matching.networking_points import worth_of_interest
from domain.matching.people_results import PersonMatch
from tests.domain.matching.networking_loop import match_by_loop
from tests.domain.matching.random_speakers import OFFERINGS, WORDS, draw_list, draw_profile

ADA = PersonFacts(
    profile=UserProfile(
        user_id="ada",
        interests=("Job Queues", "PostgreSQL"),
        goals=("NETWORK",),
        skills_to_offer=("SQL",),
        skills_needed=("Kubernetes",),
        industry="Logistics",
    )
)
ANA = PersonFacts(
    profile=UserProfile(
        user_id="ana",
        interests=("job-queues",),
        goals=("NETWORK", "GET_HIRED"),
        skills_to_offer=("kubernetes", "Helm"),
        skills_needed=("sql",),
        industry="logistics",
    )
)


def draw_people(random: Random, most: int) -> list[PersonFacts]:
    return [
        PersonFacts(
            profile=draw_profile(random, number),
            company=random.choice((None, "", "Acme", "ACME", "Nordwind")),
            session_ids=frozenset(draw_list(random, "abcdefgh", 5)),
            expertise=draw_list(random, WORDS, 3) if random.random() < 0.2 else (),
            offerings=draw_list(random, OFFERINGS, 2) if random.random() < 0.2 else (),
            is_available_for_meetings=random.random() < 0.1,
        )
        for number in range(random.randint(0, most))
    ]


def match_all(people: list[PersonFacts], limit: int = 10) -> dict[Id, list[PersonMatch]]:
    ids = [person.profile.user_id for person in people]
    return dict(zip(ids, match_people(index_people(people), ids, limit), strict=True))


def with_profile(person: PersonFacts, **fields: object) -> PersonFacts:
    return replace(person, profile=replace(person.profile, **fields))


def test_random_people_get_what_a_plain_loop_gives_them() -> None:
    random = Random(4)
    for _ in range(60):
        people = draw_people(random, 25)
        ids = [person.profile.user_id for person in people]
        excluded = {user_id: set(random.choices(ids, k=3)) for user_id in ids}
        limit = random.choice((1, 5, 50))
        found = match_people(index_people(people), ids, limit, excluded)
        expected = match_by_loop(people, limit, excluded)
        assert [[(match.person_id, match.score) for match in matches] for matches in found] == expected


def test_points_sum_to_the_score_and_are_the_same_from_either_side() -> None:
    random = Random(5)
    for _ in range(20):
        found = match_all(draw_people(random, 25), 100)
        scores = {(one, match.person_id): match.score for one, matches in found.items() for match in matches}
        assert all(score == scores[other, one] for (one, other), score in scores.items())
        for match in (match for matches in found.values() for match in matches):
            assert sum(asdict(match.breakdown).values()) == match.score


def test_it_says_what_each_of_the_two_gains_in_the_readers_spelling() -> None:
    [match] = match_all([ADA, ANA])["ada"]
    assert match.reasons == (
        "They can help you with Kubernetes",
        "You can help them with SQL",
        "You both want to meet people",
        "You have Job Queues in common",
        "You work in the same industry",
    )
    assert (match.person_id, match.score) == ("ana", 12 + 12 + 6 + 12 + 5)


def test_who_would_only_give_is_not_matched() -> None:
    nobody_gains_back = with_profile(ADA, goals=(), skills_needed=())
    assert match_all([nobody_gains_back, ANA]) == {"ada": [], "ana": []}


def test_a_skill_that_would_go_both_ways_is_no_exchange() -> None:
    both = [with_profile(person, goals=(), skills_to_offer=("R",), skills_needed=("r",)) for person in (ADA, ANA)]
    assert match_all(both)["ada"] == []


@pytest.mark.parametrize(
    ("own", "theirs", "reason"),
    [
        ("HIRE", "GET_HIRED", "You are hiring, and they are looking for a job"),
        ("GET_HIRED", "HIRE", "You are looking for a job, and they are hiring"),
        ("MENTOR", "GET_MENTORED", "You want to mentor, and they are looking for a mentor"),
        ("GET_MENTORED", "MENTOR", "You are looking for a mentor, and they want to mentor"),
    ],
)
def test_goals_that_complement_each_other_are_a_gain_for_both(own: str, theirs: str, reason: str) -> None:
    one = with_profile(ADA, goals=(own,), skills_needed=())
    other = with_profile(ANA, goals=(theirs,), skills_needed=())
    assert reason in match_all([one, other])["ada"][0].reasons


@pytest.mark.parametrize("goal", ["HIRE", "GET_HIRED", "MENTOR", "GET_MENTORED", "LEARN"])
def test_the_same_goal_is_no_gain_unless_it_is_to_meet_people(goal: str) -> None:
    people = [with_profile(person, goals=(goal,), skills_needed=()) for person in (ADA, ANA)]
    assert match_all(people)["ada"] == []


def test_nobodys_search_for_a_job_is_told_to_their_own_company() -> None:
    boss = replace(with_profile(ADA, goals=("HIRE", "NETWORK")), company="Acme")
    [match] = match_all([boss, replace(ANA, company="ACME")])["ada"]
    assert "You are hiring, and they are looking for a job" not in match.reasons
    assert match.breakdown.goals == 6


def test_who_told_nothing_is_neither_matched_nor_recommended() -> None:
    empty = PersonFacts(profile=UserProfile(user_id="e"), session_ids=frozenset({"s"}))
    assert match_all([empty, ADA, ANA, with_profile(empty, user_id="f")])["e"] == []
    assert [match.person_id for match in match_all([empty, ADA, ANA])["ada"]] == ["ana"]


def test_meeting_people_needs_something_to_talk_about() -> None:
    people = [PersonFacts(profile=UserProfile(user_id=name, goals=("NETWORK",))) for name in ("a", "b")]
    assert match_all(people)["a"] == []


def test_a_speakers_expertise_is_an_interest_and_a_skill_and_their_offerings_are_goals() -> None:
    speaker = PersonFacts(
        profile=UserProfile(user_id="sam"), is_speaker=True, expertise=("Kubernetes",), offerings=("mentorship",)
    )
    [match] = match_all([with_profile(ADA, goals=("GET_MENTORED",), interests=("kubernetes",)), speaker])["ada"]
    assert match.reasons == (
        "They can help you with Kubernetes",
        "You are looking for a mentor, and they want to mentor",
        "You have kubernetes in common",
    )


def test_equals_are_spread_instead_of_recommending_the_first_to_everybody() -> None:
    people = [with_profile(ADA, user_id=f"p{number}", interests=("a", "b", "c")) for number in range(6)]
    found = match_all(people, 2)
    assert [match.person_id for match in found["p4"]] == ["p5", "p0"]
    assert [match.person_id for match in found["p0"]] == ["p1", "p2"]


def test_an_unknown_person_has_no_matches() -> None:
    assert match_people(index_people([ADA, ANA]), ["nobody", "ada"])[0] == []


@pytest.mark.parametrize(
    ("holders", "people", "points"), [(2, 2, 12), (2, 2000, 12), (43, 2000, 10), (500, 2000, 7), (2000, 2000, 5)]
)
def test_what_few_hold_is_worth_more(holders: int, people: int, points: int) -> None:
    assert worth_of_interest(holders, people) == points
