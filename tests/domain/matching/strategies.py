"""Generated people and programmes: few distinct words, so that they meet, in every spelling that has caused trouble."""

import msgspec
from hypothesis import strategies as st

from domain.matching.facts import Choices, SessionFacts, UserProfile
from domain.matching.specification import GOAL_KEYWORDS

WORDS = (
    "rust", "Rust", "RUST", "machine-learning", "Machine Learning", "machine learning", "ML-Ops", "ml-ops", "C++",
    ".NET", "Go", "go", "R", "ß", "SS", "İstanbul", "istanbul", "ΣΊΣΥΦΟΣ", "σίσυφος", "données", "機械学習",
    "ﬁne", "fine", "", " ", "None",
)  # fmt: skip
MANY_TAGS = tuple(f"tag-{number}" for number in range(200))
ROLES = ("Engineer", "engineer", "Product Manager", "PRODUCT MANAGER", "Straße", "", "None")
LEVELS = ("beginner", "intermediate", "advanced", "Intermediate", "")
OUTCOMES = (
    "Understand Rust", "Learn from C++, R and Go", "Connect with people", "Hire talent", "A career in .NET", "",
    "Teach machine learning", "guided by ML-Ops", "MASTER données (fine)", "Nothing", "機械学習", "İstanbul",
)  # fmt: skip

words = st.sampled_from(WORDS) | st.sampled_from(MANY_TAGS) | st.text(max_size=3)
word_lists = st.lists(words, max_size=8).map(tuple) | st.lists(
    st.sampled_from(MANY_TAGS), min_size=60, max_size=150
).map(tuple)
roles = st.none() | st.sampled_from(ROLES)
levels = st.none() | st.sampled_from(LEVELS)
goals = st.lists(st.sampled_from((*GOAL_KEYWORDS, "learn", "SLEEP")), max_size=9).map(tuple)


@st.composite
def profiles(draw: st.DrawFn, user_id: int = 0) -> UserProfile:
    return UserProfile(
        user_id=f"user-{user_id}",
        interests=draw(word_lists),
        goals=draw(goals),
        skills_needed=draw(word_lists),
        role=draw(roles),
        preferred_difficulty=draw(levels),
        about=draw(st.text(max_size=20) | st.sampled_from(OUTCOMES)),
    )


@st.composite
def sessions(draw: st.DrawFn, number: int = 0) -> SessionFacts:
    return SessionFacts(
        id=f"session-{number}",
        title=draw(st.sampled_from(OUTCOMES) | words),
        description=draw(st.sampled_from(OUTCOMES) | st.text(max_size=20)),
        tags=draw(word_lists),
        difficulty=draw(levels),
        outcomes=draw(st.lists(st.sampled_from(OUTCOMES) | words, max_size=4).map(tuple)),
        target_audience=draw(st.lists(st.sampled_from(ROLES), max_size=3).map(tuple)),
    )


@st.composite
def people(draw: st.DrawFn) -> list[UserProfile]:
    return [draw(profiles(number)) for number in range(draw(st.integers(0, 4)))]


@st.composite
def programmes(draw: st.DrawFn) -> list[SessionFacts]:
    """Up to 25 sessions; copies of one make ties."""
    distinct = [draw(sessions(number)) for number in range(draw(st.integers(0, 6)))]
    copies = draw(st.lists(st.sampled_from(distinct), max_size=19)) if distinct else []
    return [msgspec.structs.replace(s, id=f"session-{n}") for n, s in enumerate([*distinct, *copies])]


@st.composite
def choices(draw: st.DrawFn) -> Choices:
    """What up to 25 people chose of programmes such as these, some of it twice; user-0 to user-3 are people of them."""
    chosen = st.lists(st.integers(0, 26).map("session-{}".format), max_size=8).map(tuple)
    return {f"user-{number}": draw(chosen) for number in range(draw(st.integers(0, 25)))}
