"""Reasons: in the person's own words, and true of the pair, whatever people write and choose."""

import re
from collections.abc import Callable

from hypothesis import given, settings

from domain.matching.facts import Choices, SessionFacts, UserProfile
from domain.matching.hybrid_reasons import LEAST_ALIKE
from domain.matching.quotes import quote
from domain.matching.recommendations import index_programme, recommend
from domain.matching.specification import GOAL_KEYWORDS, extract_skills_from_outcomes
from domain.matching.term_key import term_key
from domain.matching.tokens import parts, tokens
from tests.domain.matching.strategies import choices, people, programmes
from tests.domain.matching.test_recommendations import ADA, PERFECT, PROGRAMME, crowd, found_for, person

GOAL_OF = {"to learn": "LEARN", "to meet people": "NETWORK", "to hire": "HIRE", "to find a job": "GET_HIRED",
           "to mentor": "MENTOR", "to find a mentor": "GET_MENTORED"}  # fmt: skip
GOAL_WORDS = {**GOAL_KEYWORDS, "GET_MENTORED": ("mentor", "expert", "senior")}


def words_of(*texts: str) -> set[str]:
    """All words, and the parts of dotted ones; names that could be stop words as if they were names."""
    found = [token for text in texts for token in (*tokens(text), *tokens(text, is_listed=True))]
    return {token.word.lstrip("~") for token in found} | set(parts(found))


def says(session: SessionFacts, text: str) -> bool:
    """Whether every word of a text occurs in the session."""
    said = words_of(session.title, session.description, session.track or "", *session.tags, *session.outcomes)
    return words_of(text) <= said


Found = tuple[str, ...]


class Pair:
    """A person and a session, and an independent reading of each sentence there is about the two."""

    def __init__(self, profile: UserProfile, session: SessionFacts, world: "World") -> None:
        self.profile, self.session, self.world = profile, session, world
        self.interests = {quote(one): one for one in profile.interests}
        self.skills = {quote(one): one for one in profile.skills_needed}

    def is_true(self, reason: str) -> bool:
        for pattern, reading in READINGS.items():
            if found := re.fullmatch(pattern, reason):
                return reading(self, found.groups())
        return self.world.is_true(reason, self.profile, self.session)

    def says(self, quoted: str) -> bool:
        return says(self.session, quoted[1:-1])

    def is_topic(self, found: Found) -> bool:
        topics = {term_key(tag) for tag in (*self.session.tags, self.session.track or "")}
        in_title = says(SessionFacts(id="title", title=self.session.title), found[0][1:-1])
        return term_key(self.interests[found[0]]) in topics or in_title

    def is_about(self, found: Found) -> bool:
        headings = words_of(self.session.title, *self.session.tags, self.session.track or "")
        return words_of(found[0][1:-1]) <= words_of(self.profile.about) & headings

    def is_goal(self, found: Found) -> bool:
        quoted = [outcome for outcome in self.session.outcomes if quote(outcome) == found[1]]
        goal = GOAL_OF[found[0]]
        return goal in self.profile.goals and any(word in quoted[0].lower() for word in GOAL_WORDS[goal])

    def is_for_role(self, found: Found) -> bool:
        role = self.profile.role or ""
        return found[0] == quote(role) and term_key(role) in map(term_key, self.session.target_audience)


READINGS: dict[str, Callable[[Pair, Found], bool]] = {
    r"Your interest (“.*”) is (?:a main topic|one of its topics)": Pair.is_topic,
    r"Teaches (“.*”), a skill you need": lambda pair, found: (
        term_key(pair.skills[found[0]]) in extract_skills_from_outcomes(pair.session.outcomes)
    ),
    r"Mentions (“.*”), part of (?:your interest )?(“.*?”)(?:, a skill you need)?": lambda pair, found: (
        found[1] in pair.interests.keys() | pair.skills.keys()
        and pair.says(found[0])
        and words_of(found[0][1:-1]) <= words_of(found[1][1:-1])
    ),
    r"Mentions your interest (“.*”)": lambda pair, found: found[0] in pair.interests and pair.says(found[0]),
    r"Mentions (“.*”), a skill you need": lambda pair, found: found[0] in pair.skills and pair.says(found[0]),
    r"Mentions your role, (“.*”)": lambda pair, found: (
        found[0] == quote(pair.profile.role or "") and pair.says(found[0])
    ),
    r"About (“.*”), of which you wrote": Pair.is_about,
    r"A speaker’s profile mentions your interest (“.*”)": lambda pair, found: (
        found[0] in pair.interests and words_of(found[0][1:-1]) <= words_of(*pair.session.speakers)
    ),
    r"Serves your goal (.*?): (“.*”)": Pair.is_goal,
    r"For your role: (“.*”)": Pair.is_for_role,
    r"At the level you prefer: (.*)": lambda pair, found: (
        found[0] == pair.session.difficulty == pair.profile.preferred_difficulty
    ),
    r"Intermediate, which suits most levels": lambda pair, _: (
        pair.session.difficulty == "intermediate" != pair.profile.preferred_difficulty
    ),
}


class World:
    """What was chosen by whom, for reasons that tell of it."""

    def __init__(self, programme: list[SessionFacts], chosen: Choices) -> None:
        self.sessions = {session.id: session for session in programme}
        self.chosen = {person: set(sessions) & self.sessions.keys() for person, sessions in chosen.items()}

    def is_true(self, reason: str, profile: UserProfile, session: SessionFacts) -> bool:
        own = self.chosen.get(profile.user_id, set())
        if found := re.fullmatch(r"Like (“.*”), which you chose", reason, re.DOTALL):
            return any(
                quote(self.sessions[one].title) == found[1] and one != session.id and self.alike(one, session)
                for one in own
            )
        if found := re.fullmatch(r"(\d+) others who chose (“.*”) also chose this", reason, re.DOTALL):
            counts = [
                sum({one, session.id} <= theirs for who, theirs in self.chosen.items() if who != profile.user_id)
                for one in own
                if quote(self.sessions[one].title) == found[2]
            ]
            return int(found[1]) >= 3 and int(found[1]) in counts
        if found := re.fullmatch(r"Chosen by (\d+) people", reason):
            return int(found[1]) == sum(session.id in theirs for theirs in self.chosen.values()) >= 3
        return reason == "Close to what you chose or wrote" and bool(own or profile.about or profile.role)

    def alike(self, one: object, session: SessionFacts) -> bool:
        """They share a word: less than what is claimed, but by another way."""
        assert LEAST_ALIKE > 0
        texts = [
            words_of(each.title, each.description, each.track or "", *each.tags, *each.outcomes, *each.speakers)
            for each in (self.sessions[one], session)  # type: ignore[index]
        ]
        return bool(texts[0] & texts[1])


@settings(max_examples=200, deadline=None)
@given(people(), programmes(), choices())
def test_no_reason_says_what_is_not_so(
    profiles: list[UserProfile], programme: list[SessionFacts], chosen: Choices
) -> None:
    world = World(programme, chosen)
    for profile, found in zip(
        profiles,
        recommend(index_programme(programme, chosen, profiles), profiles, histories=chosen),
        strict=True,
    ):
        for one in found:
            for reason in one.reasons:
                assert Pair(profile, world.sessions[one.session_id], world).is_true(reason), (reason, profile, one)
            assert len(set(one.reasons)) == len(one.reasons)


def test_every_factor_of_a_perfect_match_is_told_in_the_person_s_words() -> None:
    assert found_for(ADA, [PERFECT])["perfect"].reasons == (
        "Your interest “Rust” is a main topic",
        "Your interest “Machine Learning” is a main topic",
        "Teaches “kernels”, a skill you need",
        "Serves your goal to learn: “Learn to write kernels”",
        "For your role: “engineer”",
    )


def test_one_of_many_tags_is_a_topic_and_not_a_main_one() -> None:
    talk = SessionFacts(id="talk", title="A day", tags=("law", "rust", "bread"))
    assert found_for(person("Rust"), [talk])["talk"].reasons == ("Your interest “Rust” is one of its topics",)


def test_part_of_a_phrase_is_told_as_a_part() -> None:
    found = found_for(person("machine vision"), [*PROGRAMME, SessionFacts(id="v", title="Vision at sea")])
    assert found["v"].reasons == ("Mentions “vision”, part of your interest “machine vision”",)


def test_words_one_wrote_of_oneself_are_a_reason_only_where_they_are_a_subject() -> None:
    programme = [
        SessionFacts(id="prose", title="A good day", description="A good time for sailors, and for job queues."),
        SessionFacts(id="tag", title="Songs", tags=("sailors",)),
        SessionFacts(id="title", title="Job queues at sea"),
        SessionFacts(id="part", title="Knots", tags=("sailors of old", "queues")),
    ]
    found = found_for(person(about="I have a good time with sailors, and run job queues."), programme)
    assert found["tag"].reasons == ("About “sailors”, of which you wrote",)
    assert found["title"].reasons == ("About “job queues”, of which you wrote",)
    assert found["part"].reasons == ("About “queues”, of which you wrote",)
    assert found["prose"].reasons == ("Close to what you chose or wrote",)


def test_what_is_told_once_is_not_told_again() -> None:
    talk = SessionFacts(
        id="talk",
        title="Job queues for the platform engineer",
        tags=("queues", "job-queues", "machine-learning"),
        outcomes=("Run job queues", "Try machine learning"),
        target_audience=("Platform Engineer",),
    )
    profile = UserProfile(
        user_id="ada",
        interests=("Job queues", "machine learning"),
        skills_needed=("job-queues", "Machine-Learning"),
        role="platform engineer",
        about="I run job queues all day, and a platform engineer knows queues.",
    )
    assert found_for(profile, [*PROGRAMME, talk])["talk"].reasons == (
        "Your interest “Job queues” is a main topic",
        "Your interest “machine learning” is one of its topics",
        "For your role: “platform engineer”",
    )


def test_the_title_of_what_one_chose_is_quoted_with_how_many_others_chose_both() -> None:
    chosen: Choices = {**crowd("rust", "japanese", size=4), "ada": ("rust",)}
    found = found_for(UserProfile(user_id="ada"), chosen=chosen)
    assert found["japanese"].reasons == ("4 others who chose “Rust in the kernel” also chose this",)
    assert found["mention"].reasons == ("Like “Rust in the kernel”, which you chose",)


def test_two_others_are_not_told_of() -> None:
    chosen: Choices = {**crowd("rust", "japanese", size=2), "ada": ("rust", "japanese")}
    found = found_for(UserProfile(user_id="ada"), chosen=chosen)
    assert not any("others" in reason for one in found.values() for reason in one.reasons)


def test_a_long_interest_is_shortened_to_one_line() -> None:
    long = "word " * 30
    found = found_for(person(long), [SessionFacts(id="long", title=long)])
    assert [len(reason) for reason in found["long"].reasons] == [len("Your interest “” is a main topic") + 60]
    assert quote(" a\n b ") == "“a b”"
