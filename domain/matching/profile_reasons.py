"""Why a session suits what a person told us: each reason quotes them, and is true of the session."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from domain.matching.facts import SessionFacts, UserProfile
from domain.matching.hybrid import ProgrammeIndex, distinct_phrases
from domain.matching.phrases import Phrase
from domain.matching.quotes import quote
from domain.matching.results import Breakdown
from domain.matching.served_goals import outcome_serving
from domain.matching.specification import extract_skills_from_outcomes
from domain.matching.term_key import term_key
from domain.matching.tokens import spoken, tokens
from domain.matching.topics import topics_of

MOST_OF_A_KIND = 3
FEW_TOPICS = 2  # of one or two topics each is a main one
GOALS = {
    "LEARN": "to learn",
    "NETWORK": "to meet people",
    "HIRE": "to hire",
    "GET_HIRED": "to find a job",
    "MENTOR": "to mentor",
    "GET_MENTORED": "to find a mentor",
}


def profile_reasons(
    index: ProgrammeIndex, profile: UserProfile, phrases: Sequence[Phrase], column: int, breakdown: Breakdown
) -> Iterator[str]:
    """The strongest first: topics, skills, mentions, goals, role, level, parts of phrases."""
    session, said = index.programme.sessions[column], index.text.spoken[column]
    named: set[str] = set()
    if breakdown.interests or breakdown.text:
        yield from islice(_topics(session, phrases, named), MOST_OF_A_KIND)
    if breakdown.skills:
        yield from islice(_skills(session, profile, named), MOST_OF_A_KIND)
    if breakdown.text:
        told = [phrase for phrase in phrases if not (breakdown.role and phrase.kind == "role")]
        yield from islice(_mentions(session, told, said, named), MOST_OF_A_KIND)
    if breakdown.goals:
        yield from _goals(session, profile)
    if breakdown.role and profile.role:
        yield f"For your role: {quote(profile.role)}"
    if breakdown.difficulty and session.difficulty == profile.preferred_difficulty:
        yield f"At the level you prefer: {session.difficulty}"
    elif breakdown.difficulty:
        yield "Intermediate, which suits most levels"
    if breakdown.text and not named:
        yield from islice(_parts(phrases, said, named), MOST_OF_A_KIND)


def _topics(session: SessionFacts, phrases: Sequence[Phrase], named: set[str]) -> Iterator[str]:
    """Interests that are topics of the session, or in its title."""
    topics, title = _topics_of(session), _prose(session.title)
    interests = [phrase for phrase in phrases if phrase.kind == "interest"]
    for phrase in interests:
        is_topic = phrase.words in topics
        if _occurs(phrase.words, title) or (is_topic and len(topics) <= FEW_TOPICS):
            named.add(phrase.words)
            yield f"Your interest {quote(phrase.text)} is a main topic"
        elif is_topic:
            named.add(phrase.words)
            yield f"Your interest {quote(phrase.text)} is one of its topics"


def _skills(session: SessionFacts, profile: UserProfile, named: set[str]) -> Iterator[str]:
    taught = _taught(session.outcomes)
    for skill in profile.skills_needed:
        key = term_key(skill)
        if key and key in taught and key not in named:
            named.add(key)
            yield f"Teaches {quote(skill)}, a skill you need"


def _mentions(session: SessionFacts, phrases: Sequence[Phrase], said: str, named: set[str]) -> Iterator[str]:
    """Whole phrases that occur."""
    for phrase in phrases:
        occurs = _is_subject(session, phrase) if phrase.kind == "about" else _occurs(phrase.words, said)
        if occurs and not _is_named(phrase, named):
            named.add(phrase.words)
            yield _MENTIONS[phrase.kind].format(quote(phrase.text))
    speakers = _prose(*session.speakers)
    for phrase in phrases:
        if phrase.words not in named and phrase.kind == "interest" and _occurs(phrase.words, speakers):
            named.add(phrase.words)
            yield f"A speaker’s profile mentions your interest {quote(phrase.text)}"


def _is_named(phrase: Phrase, named: set[str]) -> bool:
    """Whether it is told already: as it is, or words one wrote of oneself as part of something longer."""
    return phrase.words in named or (phrase.kind == "about" and any(_occurs(phrase.words, f" {one} ") for one in named))


def _is_subject(session: SessionFacts, phrase: Phrase) -> bool:
    """Whether it is a topic, or words of the title: one word alone of a sentence about oneself may mean anything."""
    return phrase.words in _topics_of(session) or (" " in phrase.words and _occurs(phrase.words, _prose(session.title)))


_MENTIONS = {
    "interest": "Mentions your interest {0}",
    "skill": "Mentions {0}, a skill you need",
    "role": "Mentions your role, {0}",
    "about": "About {0}, of which you wrote",
}
_PARTS = {"interest": "part of your interest {0}", "skill": "part of {0}, a skill you need"}


def _parts(phrases: Sequence[Phrase], said: str, named: set[str]) -> Iterator[str]:
    """Of each phrase that does not occur whole the longest part that does."""
    for phrase in phrases:
        found = [term for term, _ in phrase.features if phrase.kind in _PARTS and _occurs(term, said)]
        part = max(found, key=lambda term: term.count(" "), default=None)
        if part and part not in named:
            named.add(part)
            yield f"Mentions {quote(phrase.as_written(part))}, {_PARTS[phrase.kind].format(quote(phrase.text))}"


def _goals(session: SessionFacts, profile: UserProfile) -> Iterator[str]:
    for goal in islice(goals_served(session, profile), 1):
        yield f"Serves your goal {GOALS[goal]}: {quote(outcome_serving(goal, session.outcomes) or '')}"


def goals_served(session: SessionFacts, profile: UserProfile) -> Iterator[str]:
    """The person's goals that an outcome says it serves."""
    return (goal for goal in dict.fromkeys(profile.goals) if outcome_serving(goal, session.outcomes))


def interests_met(index: ProgrammeIndex, profile: UserProfile, column: int) -> Iterator[str]:
    """The person's interests that are topics of a session, or of which words occur in its text or its speakers'."""
    session, said = index.programme.sessions[column], index.text.spoken[column]
    topics, speakers = _topics_of(session), _prose(*session.speakers)
    for phrase in distinct_phrases(profile):
        terms = (phrase.words, *(term for term, _ in phrase.features))
        is_met = phrase.words in topics or any(_occurs(term, said) or _occurs(term, speakers) for term in terms)
        if phrase.kind == "interest" and is_met:
            yield phrase.text


def _occurs(words: str, said: str) -> bool:
    return f" {words} " in said


@lru_cache(maxsize=4096)
def _prose(*texts: str) -> str:
    return "".join(spoken(tokens(text)) for text in texts)


@lru_cache(maxsize=4096)
def _topics_of(session: SessionFacts) -> tuple[str, ...]:
    return topics_of(session)


@lru_cache(maxsize=4096)
def _taught(outcomes: tuple[str, ...]) -> frozenset[str]:
    return extract_skills_from_outcomes(outcomes)
