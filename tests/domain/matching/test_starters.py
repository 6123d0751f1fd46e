"""Conversation starters: three, all different, and about what is there."""

import pytest

from domain.matching.facts import SpeakerFacts, UserProfile
from domain.matching.starters import complete_starters, template_starters

JOHN = UserProfile(user_id="john", interests=("ML", "strategy"), goals=("GET_MENTORED",), skills_needed=("ML",))
JANE = SpeakerFacts(
    id="jane",
    company="TechCorp",
    industry="Technology",
    expertise=("ml", "evaluation"),
    offerings=("mentorship",),
    session_titles=("ML Product Strategy",),
)


def test_the_specifications_templates_come_first_in_its_order() -> None:
    assert template_starters(JOHN, JANE) == (
        "I noticed we both share an interest in ML. What's been your most impactful project in this area?",
        "I'm looking to grow in ML. What advice would you give to someone in my position?",
        "I'm really looking forward to your session on ML Product Strategy. "
        "What's the key takeaway you hope attendees will leave with?",
    )


def test_the_generic_ones_fill_up() -> None:
    profile = UserProfile(user_id="u")
    assert template_starters(profile, SpeakerFacts(id="s", company="TechCorp", expertise=("evaluation",))) == (
        "What's been the most exciting development in evaluation recently?",
        "I'd love to hear about your experience at TechCorp. What's the most interesting challenge you're working on?",
        "What brought you to the work you do now, and what keeps you with it?",
    )


@pytest.mark.parametrize("profile", [JOHN, UserProfile(user_id="u"), UserProfile(user_id="u", goals=("GET_MENTORED",))])
@pytest.mark.parametrize("speaker", [JANE, SpeakerFacts(id="s"), SpeakerFacts(id="s", offerings=("mentorship",))])
def test_there_are_always_three_different_ones(profile: UserProfile, speaker: SpeakerFacts) -> None:
    assert len(set(template_starters(profile, speaker))) == 3


def test_what_is_not_there_is_not_spoken_of() -> None:
    text = " ".join(template_starters(JOHN, SpeakerFacts(id="s")))
    assert not [
        word for word in ("session on", "experience at", "None", "share an interest", "grow in") if word in text
    ]


def test_partial_texts_are_completed_without_repeating() -> None:
    [first, *_] = template_starters(JOHN, JANE)
    completed = complete_starters(("  ", "My own?", first.upper()), JOHN, JANE)
    assert completed == ("My own?", first.upper(), template_starters(JOHN, JANE)[1])


def test_a_title_that_is_a_question_ends_its_sentence() -> None:
    [starter, *_] = template_starters(UserProfile(user_id="u"), SpeakerFacts(id="s", session_titles=("Why pagers?",)))
    assert "your session on Why pagers? What's" in starter


def test_more_than_three_texts_are_cut() -> None:
    assert complete_starters(("a", "b", "c", "d"), JOHN, JANE) == ("a", "b", "c")
