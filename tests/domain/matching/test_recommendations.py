"""Ten sessions for each person, of two sources kept apart."""

from uuid import uuid4

import pytest
from hypothesis import given, settings

from domain.matching.facts import SessionFacts, UserProfile
from domain.matching.phrases import phrases_of
from domain.matching.recommendations import index_programme, recommend
from domain.matching.results import SessionRecommendation
from domain.matching.sessions import match_sessions
from domain.matching.text_matches import score_of
from domain.matching.tokens import tokens
from tests.domain.matching.strategies import people, programmes

PROGRAMME = [
    SessionFacts(id="rust", title="Rust in the kernel", description="A driver, step by step."),
    SessionFacts(id="mention", title="Drivers", description="Written in many languages, Rust among them, and tested."),
    SessionFacts(id="tagged", title="Models", tags=("machine-learning",)),
    SessionFacts(id="learning", title="Learning to swim"),
    SessionFacts(id="go", title="Services in Go"),
    SessionFacts(
        id="verb", title="Where we go from here", description="Tired? Go home. It is what we do, and the way to go."
    ),
    SessionFacts(id="cpp", title="Modern C++"),
    SessionFacts(id="c", title="C for cars"),
    SessionFacts(id="net", title="Tests with .NET"),
    SessionFacts(id="japanese", title="機械学習入門"),
]


def found_for(profile: UserProfile, programme: list[SessionFacts] = PROGRAMME) -> dict[object, SessionRecommendation]:
    [found] = recommend(index_programme(programme), [profile])
    return {one.session_id: one for one in found}


def person(*interests: str, about: str = "") -> UserProfile:
    return UserProfile(user_id="ada", interests=interests, about=about)


@settings(max_examples=100, deadline=None)
@given(people(), programmes())
def test_the_specification_s_matches_come_first_and_are_only_completed(
    profiles: list[UserProfile], programme: list[SessionFacts]
) -> None:
    for profile, found, matches in zip(
        profiles, recommend(index_programme(programme), profiles), match_sessions(profiles, programme), strict=True
    ):
        texts = found[len(matches) :]
        assert found[: len(matches)] == matches
        assert len({one.session_id for one in found}) == len(found) <= 10
        assert all(one.source == "text" and 5 <= one.score <= 100 for one in texts)
        assert texts == sorted(texts, key=lambda one: -one.score)
        assert all(1 <= len(one.reasons) <= 3 for one in texts)
        by_id = {session.id: session for session in programme}
        assert all(shares_a_word(profile, by_id[one.session_id]) for one in texts)


def shares_a_word(profile: UserProfile, session: SessionFacts) -> bool:
    listed = (*session.tags, *session.outcomes, session.title, session.description)
    words = {token.word.strip("~") for text in listed for token in tokens(text)}
    parts = {part for word in words for part in word.split(".")}
    return any(set(phrase.words.replace("~", "").split(" ")) & (words | parts) for phrase in phrases_of(profile))


@pytest.mark.parametrize(
    ("interest", "sessions"),
    [
        ("Rust", ["rust", "mention"]),
        ("machine learning", ["tagged", "learning"]),
        ("go", ["go"]),
        ("C++", ["cpp"]),
        ("C", ["c"]),
        (".net", ["net"]),
        ("機械学習", ["japanese"]),
        ("the", []),
        ("Quantum gravity", []),
    ],
)
def test_an_interest_finds_the_sessions_that_speak_of_it(interest: str, sessions: list[str]) -> None:
    assert list(found_for(person(interest))) == sessions


def test_a_reason_names_the_words_that_occur() -> None:
    profile = UserProfile(
        user_id="ada",
        interests=("RUST", "machine learning"),
        skills_needed=("driver",),
        role="C Developer",
        about="I am passionate about cars and I love to swim",
    )
    found = found_for(profile)
    assert found["rust"].reasons == ("Mentions your interest RUST", "Mentions driver, a skill you need")
    assert found["tagged"].reasons == ("Mentions your interest machine learning",)
    assert found["learning"].reasons == (
        "Mentions swim, which you wrote about yourself",
        "Mentions learning, part of your interest machine learning",
    )
    assert found["c"].reasons == ("Mentions cars, which you wrote about yourself",)


def test_at_most_three_reasons_each_of_bounded_length() -> None:
    long = "word " * 30
    found = found_for(
        person("Rust", "kernel", "driver", "step", long), [*PROGRAMME, SessionFacts(id="long", title=long)]
    )
    assert found["rust"].reasons == tuple(f"Mentions your interest {word}" for word in ("Rust", "kernel", "driver"))
    assert [len(reason) for reason in found["long"].reasons] == [len("Mentions your interest ") + 60]


@pytest.mark.parametrize(
    "about", ["", "I love to work with people and to learn new things at a great conference", "!?"]
)
def test_who_tells_nothing_is_recommended_nothing(about: str) -> None:
    assert found_for(person(about=about)) == {}


def test_one_word_of_a_phrase_weighs_less_than_the_phrase() -> None:
    found = found_for(person("machine learning"))
    assert found["tagged"].score > found["learning"].score


def test_the_title_weighs_more_than_a_mention() -> None:
    found = found_for(person("Rust"))
    assert found["rust"].score > found["mention"].score


def test_a_text_score_is_the_root_of_its_cosine() -> None:
    assert [score_of(cosine) for cosine in (0.0, 0.01, 0.09, 0.25, 1.0, 1.0000001)] == [0, 10, 30, 50, 100, 100]
    for one in found_for(person("Rust")).values():
        assert one.score == score_of(one.breakdown.similarity)


def test_excluded_sessions_come_from_neither_source() -> None:
    index = index_programme([*PROGRAMME, SessionFacts(id="match", tags=("rust",))])
    ada, bob = UserProfile(user_id=uuid4(), interests=("Rust",)), UserProfile(user_id=uuid4(), interests=("Rust",))
    adas, bobs = recommend(index, [ada, bob], excluded={ada.user_id: {"match", "rust"}})
    assert [one.session_id for one in adas] == ["mention"]
    assert [(one.session_id, one.source) for one in bobs] == [
        ("match", "specification"),
        ("rust", "text"),
        ("mention", "text"),
    ]


def test_equally_near_sessions_stay_in_the_programme_s_order() -> None:
    alike = [SessionFacts(id=str(number), title="Rust", description="day" + "." * number) for number in range(30)]
    [found] = recommend(index_programme(alike), [person("rust", "weekday")])
    assert [one.session_id for one in found] == [str(number) for number in range(10)]


def test_a_session_held_again_and_again_is_recommended_once() -> None:
    days = [
        SessionFacts(id=str(day), title=f"Rust by hand, day {day}", description="Bring a pen.") for day in (1, 2, 3)
    ]
    other = SessionFacts(id="other", title="Rust by hand, day 3", description="Bring nothing.")
    assert set(found_for(person("Rust"), [*days, other])) == {"1", "other"}


def test_a_reason_is_not_said_twice_in_parts() -> None:
    profile = UserProfile(user_id="ada", interests=("Rust", "Rust", "rust compilers", "Rust, async and more"))
    assert found_for(profile)["rust"].reasons == ("Mentions your interest Rust",)


def test_a_listed_name_with_commas_occurs_whole_where_it_is_a_track() -> None:
    track = "Erlang, Elixir, Gleam and Friends"
    found = found_for(person(track.lower()), [SessionFacts(id="beam", title="Beams", track=f"{track} devroom")])
    assert found["beam"].reasons == (f"Mentions your interest {track.lower()}",)


@pytest.mark.parametrize("programme", [[], [SessionFacts(id="empty")], [SessionFacts(id="stop", title="And the of")]])
def test_a_programme_without_words_has_nothing_to_recommend(programme: list[SessionFacts]) -> None:
    assert recommend(index_programme(programme), [person("rust"), person()]) == [[], []]


def test_an_index_answers_again_and_again_the_same() -> None:
    index = index_programme(PROGRAMME)
    assert recommend(index, [person("Rust")]) == recommend(index, [person("Go"), person("Rust")])[1:]
