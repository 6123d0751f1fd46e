"""What is read out of a programme that gives no metadata: deterministic, and quick."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from domain.programme.derived_audience import derive_audience
from domain.programme.derived_level import derive_level
from domain.programme.derived_metadata import derive_metadata
from domain.programme.derived_outcomes import derive_outcomes
from domain.programme.derived_tags import MOST_TAGS
from domain.programme.distinctive_terms import distinctive_terms
from domain.programme.parse_schedule import parse_schedule
from domain.programme.schedule import ParsedSession
from domain.programme.terms import terms_of
from tests.domain.programme.sample_files import real_schedule

START = datetime(2026, 6, 4, 8, tzinfo=UTC)
SUBJECTS = ("kubernetes", "typography", "machine learning", "postgresql", "soldering", "accessibility")


def session(
    number: int, title: str, description: str = "", track: str | None = None, format: str | None = None
) -> ParsedSession:
    return ParsedSession(
        key=str(number),
        title=title,
        description=description,
        track=track,
        format=format,
        starts_at=START,
        ends_at=START + timedelta(minutes=30),
    )


def programme() -> list[ParsedSession]:
    """Sixty sessions, ten on each subject."""
    return [
        session(
            number, f"What {subject} taught us", f"Part {number}: {subject} daily. More {subject} helps.", "Main stage"
        )
        for number, subject in enumerate(SUBJECTS * 10)
    ]


def test_the_terms_that_set_a_session_apart_are_its_tags() -> None:
    for one, derived in zip(programme(), derive_metadata(programme()), strict=True):
        assert derived.tags[0] == SUBJECTS[int(one.key) % len(SUBJECTS)]


def test_tags_are_in_lower_case_bounded_and_each_once() -> None:
    for derived in derive_metadata(programme()):
        assert 0 < len(derived.tags) <= MOST_TAGS
        assert len(set(derived.tags)) == len(derived.tags)
        assert all(tag == tag.lower() for tag in derived.tags)


def test_track_and_type_are_tags_without_what_they_are_called_besides_their_subject() -> None:
    sessions = [
        session(1, "Rows", track="Machine Learning devroom", format="Workshop (90 minutes)"),
        session(2, "Columns", track="Data Track", format="Talk"),
        session(3, "Cells", track="Data Track", format="Talk"),
    ]
    tags = [derived.tags for derived in derive_metadata(sessions)]
    assert tags[0][:2] == ("machine learning", "workshop")
    assert tags[1][0] == "data"
    assert "talk" not in tags[1]


@pytest.mark.parametrize(
    ("track", "format", "tags"),
    [
        ("Main Track - K Building", None, ()),
        ("BOF - Track C", None, ("bof",)),
        ("Lightning Talks", "lightningtalk", ("lightning talks",)),
        ("Main memory databases", None, ("main memory databases",)),
    ],
)
def test_a_place_is_no_subject_and_one_subject_is_one_tag(
    track: str, format: str | None, tags: tuple[str, ...]
) -> None:
    others = [session(number, "", format="talk") for number in range(3)]
    assert derive_metadata([session(9, "", "", track, format), *others])[0].tags == tags


def test_what_a_text_says_once_is_taken_only_while_little_else_is() -> None:
    text = "Ropes hold ships. Ropes and anchors and anchors, winches and winches, beside one capstan and one bollard."
    terse = "A capstan, a bollard."
    long, short = distinctive_terms([("Mooring", text), ("Harbours", terse)])
    assert set(long) == {"mooring", "ropes", "anchors", "winches"}
    assert set(short) == {"harbours", "capstan", "bollard"}


def test_words_too_general_to_be_a_subject_are_no_terms() -> None:
    assert list(terms_of("an amazing new solution, zusammen erkunden")) == []


def test_the_order_of_a_programme_does_not_matter() -> None:
    forwards, backwards = derive_metadata(programme()), derive_metadata(programme()[::-1])
    assert forwards == backwards[::-1]


def test_words_that_stand_for_nothing_are_no_terms_in_any_language() -> None:
    assert list(terms_of("You will learn about the workshop")) == []
    assert list(terms_of("Wir zeigen euch einen Vortrag über das")) == []
    assert list(terms_of("Nous allons https://x.example/foo présenter l'accessibilité")) == ["allons", "accessibilité"]


def test_pairs_do_not_reach_over_stop_words_or_the_end_of_a_clause() -> None:
    assert list(terms_of("Linux kernel, C++ (and Node.js)")) == ["linux", "kernel", "linux kernel", "c++", "node.js"]


def test_what_only_the_days_of_one_series_share_is_no_term() -> None:
    series = [session(100 + day, f"Knots (Day {day})", "Ropes and a wobbly macramé.") for day in range(4)]
    tags = {tag for derived in derive_metadata([*programme(), *series]) for tag in derived.tags}
    assert "wobbly" not in tags
    assert "kubernetes" in tags


def test_texts_without_terms_have_none() -> None:
    assert distinctive_terms([("", ""), ("The and of", "")]) == [[], []]
    assert distinctive_terms([]) == []


def test_the_same_programme_has_the_same_metadata() -> None:
    assert derive_metadata(programme()) == derive_metadata(programme())


def test_a_programme_of_a_thousand_sessions_takes_two_seconds_at_most() -> None:
    sessions = parse_schedule(real_schedule("38c3-2024.xml"), "38c3-2024.xml").sessions
    derive_metadata(sessions[:1])
    start = time.process_time()
    assert len(derive_metadata(sessions)) == 1007
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("title", "text", "level"),
    [
        ("Introduction to Rust", "", "beginner"),
        ("Rust 101", "", "beginner"),
        ("Linux für Einsteiger:innen", "", "beginner"),
        ("A deep dive into eBPF", "", "advanced"),
        ("Rust", "No prior knowledge is needed.", "beginner"),
        ("Rust", "Keine Vorkenntnisse nötig.", "beginner"),
        ("Rust", "No prior knowledge of C is required.", "beginner"),
        ("Rust", "Level: intermediate", "intermediate"),
        ("Rust", "Basic knowledge of C is required.", "intermediate"),
        ("Rust", "This talk is for advanced users.", "advanced"),
        ("Rust", "Our advanced features impress beginners and experts alike.", None),
        ("Rust", "For beginners, and for experts.", None),
        ("Advances", "We introduced things.", None),
    ],
)
def test_a_level_is_derived_only_where_the_text_says_so(title: str, text: str, level: str | None) -> None:
    assert derive_level(title, text) == level


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("This talk is aimed at product managers and designers.", ("Product Manager", "Designer")),
        ("Target audience: sysadmins, DevOps engineers", ("System Administrator", "DevOps Engineer")),
        ("A toolbox for developers.", ("Developer",)),
        ("If you are a data scientist, come.", ("Data Scientist",)),
        ("Der Vortrag richtet sich an Lehrkräfte.", ("Teacher",)),
        ("Developers wrote a tool for the management of designers.", ()),
        ("Nothing said.", ()),
    ],
)
def test_an_audience_is_derived_only_where_the_text_says_so(text: str, audience: tuple[str, ...]) -> None:
    assert derive_audience(text) == audience


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Intro. You will learn how queues work. Bye.", ("You will learn how queues work.",)),
        ("You will learn:\n\n- how SKIP LOCKED works\n- when it does not\n\n- Later", None),
        ("Attendees will leave with a checklist for mail.", ("Attendees will leave with a checklist for mail.",)),
        ("Ihr lernt, wie man Knoten bindet.", ("Ihr lernt, wie man Knoten bindet.",)),
        ("We have learned a lot.", ()),
        ("You will learn.", ("You will learn.",)),
        ("You will learn " + "x" * 300, ()),
    ],
)
def test_outcomes_are_the_sentences_that_say_what_is_taken_home(text: str, outcomes: tuple[str, ...] | None) -> None:
    assert derive_outcomes(text) == (("how SKIP LOCKED works", "when it does not") if outcomes is None else outcomes)
