"""Introductions name both people and what each gains."""

from domain.matching.introductions import introduce
from domain.matching.people_results import PersonBreakdown, PersonMatch


def match(**fields: tuple[str, ...]) -> PersonMatch:
    return PersonMatch("ana", 40, "hybrid", (), PersonBreakdown(), **fields)


def test_skills_in_both_directions_and_a_topic_to_begin_with() -> None:
    found = match(for_you=("Kubernetes",), for_them=("SQL", "statistics", "R"), common=("job queues",))
    assert introduce("Ada", "Ana Sousa", "SRE at Acme", found) == (
        "Ada, meet Ana Sousa, SRE at Acme: they can help you with Kubernetes, and you can help them with SQL and "
        "statistics. You have job queues in common to begin with."
    )


def test_goals_where_skills_go_one_way_only() -> None:
    found = match(for_you=("Kubernetes",), goals=("You are hiring, and they are looking for a job",))
    assert introduce("Ada", "Ana Sousa", None, found) == (
        "Ada, meet Ana Sousa: they can help you with Kubernetes; you are hiring, and they are looking for a job."
    )
