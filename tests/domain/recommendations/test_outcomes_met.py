"""What a session teaches somebody is named as they wrote it, and is what they got points for."""

from domain.recommendations.outcomes_met import goals_served_by, skills_taught

OUTCOMES = ("Learn to run Kubernetes at home", "Practise public speaking")


def test_skills_are_named_as_the_person_wrote_them_and_once() -> None:
    assert skills_taught(OUTCOMES, ("kubernetes", "Kubernetes", "Public-Speaking", "Rust", "!?")) == (
        "kubernetes",
        "Public-Speaking",
    )


def test_only_goals_that_the_outcomes_serve_are_named() -> None:
    assert goals_served_by(OUTCOMES, ("HIRE", "LEARN")) == ("LEARN",)


def test_without_outcomes_nothing_is_named() -> None:
    assert (skills_taught((), ("Kubernetes",)), goals_served_by((), ("LEARN",))) == ((), ())
