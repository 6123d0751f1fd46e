"""Goals: whole phrases that say so, and no part of a word that happens to look like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.matching.facts import SessionFacts, UserProfile
from domain.matching.recommendations import index_programme, recommend
from domain.matching.served_goals import GOALS, outcome_serving
from domain.matching.specification import GOAL_KEYWORDS
from domain.matching.why_not import why_not

SERVING = {
    "LEARN": ("Learn how leases work", "You will understand plans", "Participants will be able to discover bugs"),
    "NETWORK": (
        "Meet people who run queues",
        "Meet eight other maintainers",
        "Connect with peers",
        "Networking with other founders",
        "Collaborate with strangers",
        "Get to know the community",
    ),
    "HIRE": ("Hire without a puzzle", "How hiring goes wrong", "Recruit without a stand", "Attract young talent"),
    "GET_HIRED": ("Find a job", "Plan a career", "Prepare for job interviews", "Get your first job", "Get hired"),
    "MENTOR": ("Start mentoring", "Be a good mentor", "Guide a newcomer through code", "Teach others to review"),
    "GET_MENTORED": ("Find a mentor", "Learn from senior experts", "Meet a possible mentor"),
}
NOT_SERVING = {
    "LEARN": ("Misunderstand nothing", "Apply machine learning", "Code you do not understand", "Webmaster tools"),
    "NETWORK": (
        "Connect your queue's guarantees to transaction isolation",
        "A meeting agenda",
        "Meet deadlines",
        "Meet the needs of people",
        "Meet people's expectations",
        "Train neural networks",
        "Connect with a database",
        "Internetworking protocols",
    ),
    "HIRE": ("A talented team", "In Hampshire", "Talent is a myth"),
    "GET_HIRED": ("Objectives and jobless growth", "Run background jobs", "Find the job that failed", "Get a job done"),
    "MENTOR": ("Teach a model", "A style guide", "Commentors", "Guide a review", "Find a mentor"),
    "GET_MENTORED": ("Learn from incidents", "guided by metrics", "Mentor others"),
}


@pytest.mark.parametrize(("goal", "outcome"), [(goal, one) for goal, some in SERVING.items() for one in some])
def test_what_says_so_serves_a_goal(goal: str, outcome: str) -> None:
    assert outcome_serving(goal, ["Nothing", outcome]) == outcome


@pytest.mark.parametrize(("goal", "outcome"), [(goal, one) for goal, some in NOT_SERVING.items() for one in some])
def test_what_only_looks_like_it_serves_no_goal_and_gives_no_points(goal: str, outcome: str) -> None:
    session = SessionFacts(id="talk", title="Rust", outcomes=(outcome,))
    profile = UserProfile(user_id="ada", interests=("Rust",), goals=(goal,))
    index = index_programme([session, SessionFacts(id="other", title="Gardens")])
    [[found]] = recommend(index, [profile])
    assert (found.breakdown.goals, found.reasons) == (0, ("Your interest “Rust” is a main topic",))
    assert "Its outcomes serve none of your goals" in why_not(index, profile, "other").reasons


@given(st.sampled_from(GOALS), st.sampled_from([word for words in GOAL_KEYWORDS.values() for word in words]))
def test_part_of_a_longer_word_serves_no_goal(goal: str, keyword: str) -> None:
    assert outcome_serving(goal, [f"x{keyword}", keyword.replace(" ", "x ") + "x", f"x{keyword}x people"]) is None


@given(st.text())
def test_a_goal_nobody_knows_is_served_by_nothing(goal: str) -> None:
    assert goal in GOALS or outcome_serving(goal, ["Learn to meet people"]) is None


def test_every_goal_of_the_specification_can_be_served() -> None:
    assert set(GOALS) == set(GOAL_KEYWORDS) == set(SERVING) == set(NOT_SERVING)
