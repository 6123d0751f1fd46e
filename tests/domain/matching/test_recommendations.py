"""Ten sessions for each person, by one score of all evidence."""

from uuid import uuid4

import msgspec
import pytest
from hypothesis import given, settings

from domain.matching import hybrid
from domain.matching.facts import Choices, Id, SessionFacts, UserProfile
from domain.matching.hybrid import rank
from domain.matching.recommendations import LEAST_SCORE, index_programme, recommend, with_choices
from domain.matching.results import SessionRecommendation
from tests.domain.matching.strategies import choices, people, programmes

MOST_POINTS_OF_POPULARITY = 12
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
PERFECT = SessionFacts(
    id="perfect",
    title="Rust for machine learning",
    description="Rust, and what machine learning needs of it: kernels in Rust.",
    tags=("rust", "machine-learning"),
    difficulty="advanced",
    outcomes=("Learn to write kernels",),
    target_audience=("Engineer",),
)
ADA = UserProfile(
    user_id="ada",
    interests=("Rust", "Machine Learning"),
    goals=("LEARN",),
    skills_needed=("kernels",),
    role="engineer",
    preferred_difficulty="advanced",
)


def found_for(
    profile: UserProfile, programme: list[SessionFacts] = PROGRAMME, chosen: Choices | None = None
) -> dict[object, SessionRecommendation]:
    [found] = recommend(index_programme(programme, chosen or {}), [profile], histories=chosen or {})
    return {one.session_id: one for one in found}


def person(*interests: str, about: str = "") -> UserProfile:
    return UserProfile(user_id="ada", interests=interests, about=about)


def crowd(*sessions: str, size: int = 5) -> dict[Id, tuple[str, ...]]:
    return {f"somebody-{number}": sessions for number in range(size)}


@settings(max_examples=150, deadline=None)
@given(people(), programmes(), choices())
def test_scores_fall_and_are_the_sum_of_their_parts(
    profiles: list[UserProfile], programme: list[SessionFacts], chosen: Choices
) -> None:
    lists = recommend(index_programme(programme, chosen, profiles), profiles, histories=chosen)
    assert len(lists) == len(profiles)
    for found in lists:
        scores = [one.score for one in found]
        assert scores == sorted(scores, reverse=True)
        assert len({one.session_id for one in found}) == len(found) <= 10
        assert all(LEAST_SCORE <= score <= 100 for score in scores)
        for one in found:
            points = msgspec.structs.astuple(one.breakdown)
            assert sum(points) == one.score
            assert min(points) >= 0
            assert one.breakdown.popularity <= MOST_POINTS_OF_POPULARITY
            assert 1 <= len(one.reasons) <= 5


@settings(max_examples=50, deadline=None)
@given(people(), programmes(), choices())
def test_what_is_recommended_is_the_beginning_of_what_is_ranked(
    profiles: list[UserProfile], programme: list[SessionFacts], chosen: Choices
) -> None:
    index = index_programme(programme, chosen, profiles)
    lists = recommend(index, profiles, 3, histories=chosen)
    for ranked in rank(index, profiles, len(programme), histories=chosen):
        for row, found in enumerate(lists[: len(ranked.profiles)]):
            order = [index.programme.sessions[place].id for place in ranked.best.columns[ranked.best.rows == row]]
            assert [one.session_id for one in found] == order[: len(found)]


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


def test_a_perfect_match_reaches_the_nineties_and_a_mention_does_not() -> None:
    found = found_for(ADA, [*PROGRAMME, PERFECT])
    assert found["perfect"].score >= 90
    assert found["mention"].score < 50
    alone = found_for(ADA, [PERFECT])
    assert alone["perfect"].score >= 90


def test_further_interests_take_nothing_from_one_that_is_met() -> None:
    few = found_for(person("Rust"))["rust"].score
    many = found_for(person("Rust", "cooking", "sailing", "chess", "opera", "wine"))["rust"].score
    assert many == few


def test_a_common_subject_beats_role_level_and_goal() -> None:
    for_engineers = SessionFacts(
        id="role", title="Gardens", difficulty="advanced", outcomes=("Learn",), target_audience=("Engineer",)
    )
    subject = SessionFacts(id="subject", title="Compilers", tags=("rust", "llvm", "asm"), difficulty="beginner")
    assert list(found_for(ADA, [for_engineers, subject])) == ["subject", "role"]


def test_what_goes_with_earlier_choices_is_found_without_any_profile() -> None:
    chosen: Choices = {**crowd("rust", "japanese"), "ada": ("rust",)}
    found = found_for(UserProfile(user_id="ada"), chosen=chosen)
    assert found["japanese"].breakdown.collaborative > 0
    assert "go" not in found
    assert found["mention"].breakdown.text > 0


def test_who_tells_nothing_and_chose_nothing_sees_what_is_popular() -> None:
    found = found_for(UserProfile(user_id="new"), chosen=crowd("net"))
    assert list(found) == ["net"]
    assert (found["net"].breakdown.popularity, found["net"].reasons) == (found["net"].score, ("Chosen by 5 people",))


def test_a_session_that_everybody_chose_scores_little_where_no_interest_occurs() -> None:
    chosen: Choices = {f"p{person}": ("net", PROGRAMME[person % 9].id) for person in range(200)}
    found = found_for(person("Quantum gravity"), chosen=chosen)
    assert next(iter(found)) == "net"
    assert max(one.score for one in found.values()) < 10


@pytest.mark.parametrize(
    "about", ["", "I love to work with people and to learn new things at a great conference", "!?"]
)
def test_who_tells_nothing_where_nobody_chose_is_recommended_nothing(about: str) -> None:
    assert found_for(person(about=about)) == {}


def test_the_choices_of_two_are_not_told() -> None:
    assert found_for(UserProfile(user_id="new"), chosen=crowd("net", size=2)) == {}


def test_one_word_of_a_phrase_weighs_less_than_the_phrase() -> None:
    found = found_for(person("machine learning"))
    assert found["tagged"].score > found["learning"].score


def test_the_title_weighs_more_than_a_mention() -> None:
    found = found_for(person("Rust"))
    assert found["rust"].score > found["mention"].score


def test_excluded_sessions_are_not_recommended() -> None:
    index = index_programme([*PROGRAMME, SessionFacts(id="match", tags=("rust",))])
    ada, bob = UserProfile(user_id=uuid4(), interests=("Rust",)), UserProfile(user_id=uuid4(), interests=("Rust",))
    adas, bobs = recommend(index, [ada, bob], excluded={ada.user_id: {"match", "rust", "gone"}})
    assert [one.session_id for one in adas] == ["mention"]
    assert {one.session_id for one in bobs} == {"match", "rust", "mention"}


def test_equally_near_sessions_stay_in_the_programme_s_order() -> None:
    alike = [SessionFacts(id=str(number), title="Rust", description="day" + "." * number) for number in range(30)]
    [found] = recommend(index_programme(alike), [person("rust", "weekday")])
    assert [one.session_id for one in found] == [str(number) for number in range(10)]


def test_a_session_held_again_and_again_is_recommended_once() -> None:
    days = [held(day, f"Rust by hand, day {day}") for day in "123"]
    other = SessionFacts(id="other", title="Rust by hand, day 3", description="Bring nothing.")
    found = set(found_for(person("Rust"), [*days, other]))
    assert "other" in found
    assert len(found & {"1", "2", "3"}) == 1


def held(number: str, title: str, tags: tuple[str, ...] = (), speakers: tuple[str, ...] = ()) -> SessionFacts:
    abstract = "Bring a pen, and a notebook of forty pages."
    return SessionFacts(id=number, title=title, description=abstract, tags=tags, speakers=speakers)


@pytest.mark.parametrize(
    "programme",
    [
        [SessionFacts(id=number, title=f"Rust {number}") for number in "123"],
        [SessionFacts(id=number, title=f"Talk {number}", tags=("rust",)) for number in "123"],
        [SessionFacts(id=number, title=f"Rust {number}", description="To be announced.") for number in "123"],
        [held(number, f"Rust {number}", speakers=(f"Speaker {number}",)) for number in "123"],
        [held(number, f"Rust {number}", tags=("rust", f"part-{number}")) for number in "123"],
    ],
    ids=["titles", "tags", "placeholders", "speakers", "topics"],
)
def test_numbered_titles_alone_do_not_make_sessions_the_same(programme: list[SessionFacts]) -> None:
    assert found_for(person("Rust"), programme).keys() == {"1", "2", "3"}


@pytest.mark.parametrize("programme", [[], [SessionFacts(id="empty")], [SessionFacts(id="stop", title="And the of")]])
def test_a_programme_without_words_has_nothing_to_recommend(programme: list[SessionFacts]) -> None:
    assert recommend(index_programme(programme), [person("rust"), person()]) == [[], []]


def test_an_index_answers_again_and_again_the_same() -> None:
    index = index_programme(PROGRAMME)
    assert recommend(index, [person("Rust")]) == recommend(index, [person("Go"), person("Rust")])[1:]


def test_batches_of_any_size_answer_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: Choices = {**crowd("rust", "japanese"), "3": ("go",)}
    index = index_programme(PROGRAMME, chosen)
    profiles = [UserProfile(user_id=str(number), interests=("Rust", "C")[: number % 3]) for number in range(7)]
    at_once = recommend(index, profiles, histories=chosen)
    monkeypatch.setattr(hybrid, "PAIRS_AT_ONCE", 20)
    assert recommend(index, profiles, histories=chosen) == at_once


def test_an_index_with_later_choices_is_the_one_made_with_them() -> None:
    later: Choices = {**crowd("rust", "japanese", size=30), "ada": ("go", "rust")}
    renewed = with_choices(index_programme(PROGRAMME), later)
    ada = UserProfile(user_id="ada")
    assert recommend(renewed, [ada], histories=later) == recommend(
        index_programme(PROGRAMME, later), [ada], histories=later
    )


def test_a_speaker_s_subjects_count_and_are_told_as_theirs() -> None:
    talk = SessionFacts(id="talk", title="A keynote", speakers=("Grace Hopper\ncompilers",))
    found = found_for(person("Compilers"), [talk, *PROGRAMME])
    assert found["talk"].reasons == ("A speaker’s profile mentions your interest “Compilers”",)
