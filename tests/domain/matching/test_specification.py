"""What the specification leaves open, as Hallway reads it, and its constants."""

import pytest

from domain.matching.levels import goal_points
from domain.matching.specification import extract_skills_from_outcomes, get_overlap


def test_overlap_is_in_profile_order_and_spelling_each_once() -> None:
    assert get_overlap(("Rust", "go", "RUST", "Ada"), ("ada", "rust", "zig")) == ["Rust", "Ada"]


@pytest.mark.parametrize(
    "skill",
    [
        "Kubernetes",
        "kubernetes",
        "public speaking",
        "Public Speaking",
        "Public speaking",
        "public-speaking",
        "C++",
        ".NET",
        "SQL",
    ],
)
def test_a_skill_is_found_in_the_spellings_people_use(skill: str) -> None:
    outcomes = ("Run Kubernetes (and C++) at home", "Practise public speaking.", "Query .NET, SQL!")
    assert skill in extract_skills_from_outcomes(outcomes)


@pytest.mark.parametrize("skill", ["", "home Practise", "Run Kubernetes and C++", "speak", "kube"])
def test_phrases_do_not_cross_outcomes_exceed_three_words_or_cut_words(skill: str) -> None:
    outcomes = ("Run Kubernetes (and C++) at home", "Practise public speaking.")
    assert skill not in extract_skills_from_outcomes(outcomes)


def test_goal_points_are_summed_one_by_one_up_to_the_whole_weight() -> None:
    assert goal_points(5).tolist() == [0.0, 0.3 * 0.3, 0.6 * 0.3, (0.3 + 0.3 + 0.3) * 0.3, 0.3, 0.3]
