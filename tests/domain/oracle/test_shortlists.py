"""Which candidates the model is shown, and what of them is kept for that."""

from domain.matching.facts import SessionFacts, SpeakerFacts, UserProfile
from domain.oracle.sessions import shortlist_sessions
from domain.oracle.speakers import shortlist_speakers

ADA = UserProfile(user_id="ada", interests=("machine learning",), skills_needed=("Rust",))


def test_few_sessions_are_all_shown_with_no_more_than_records_are_made_of() -> None:
    long = SessionFacts(
        id="a",
        description="x" * 9_000,
        tags=tuple(map(str, range(99))),
        outcomes=("Understand",),
        speakers=("Jane Doe",),
    )

    [shown] = shortlist_sessions(ADA, [long], [])

    assert shown == SessionFacts(id="a", description="x" * 1_200, tags=tuple(map(str, range(20))))


def test_of_many_sessions_those_come_first_that_the_algorithm_found_then_those_that_share_words() -> None:
    others = [SessionFacts(id=f"other {number}", title=f"Knitting {number}") for number in range(100)]
    good = [SessionFacts(id=f"good {number}", title=f"Machine-LEARNING, part {number}") for number in range(20)]

    shown = shortlist_sessions(ADA, [*others, *good], ["other 70", "good 3"])

    first = ["other 70", "good 3", *(f"good {number}" for number in range(20) if number != 3)]
    assert [each.id for each in shown] == [*first, *(f"other {number}" for number in range(19))]


def test_few_speakers_are_all_shown_with_no_more_than_records_are_made_of() -> None:
    sam = SpeakerFacts(id="sam", title="Head", company="TechCorp", bio="Grew up in Tromsø.", expertise=("Rust",))

    assert shortlist_speakers(ADA, [sam]) == [
        SpeakerFacts(id="sam", title="Head", company="TechCorp", expertise=("Rust",))
    ]


def test_of_many_speakers_the_best_come_first_and_others_after_them() -> None:
    others = [SpeakerFacts(id=f"other {number}", expertise=("knitting",)) for number in range(100)]
    good = [SpeakerFacts(id=f"good {number}", expertise=("Machine-Learning",)) for number in range(30)]

    shown = shortlist_speakers(ADA, [*others, *good])

    assert [each.id for each in shown] == [each.id for each in (*good, *others[:10])]
