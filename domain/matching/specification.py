"""The constants of the specification's session matching, and the definitions of what it leaves open."""

from collections.abc import Collection, Iterable, Iterator, Sequence

INTEREST_WEIGHT = 0.4
GOAL_WEIGHT = 0.3
ROLE_POINTS = 0.2
DIFFICULTY_POINTS = 0.1
INTERMEDIATE_POINTS = 0.05
POINTS_PER_SKILL = 0.05
MOST_SKILL_POINTS = 0.15
POINTS_PER_GOAL = 0.3
THRESHOLD = 0.2
SHARED_INTERESTS_ABOVE = 0.3
NAMED_IN_A_REASON = 2

GOAL_KEYWORDS = {
    "LEARN": ("learn", "understand", "master", "discover"),
    "NETWORK": ("network", "connect", "meet", "collaborate"),
    "HIRE": ("hire", "recruit", "talent"),
    "GET_HIRED": ("career", "job", "opportunity"),
    "MENTOR": ("mentor", "teach", "guide"),
    "GET_MENTORED": ("learn from", "guided by"),
}

LONGEST_SKILL_WORDS = 3
_BEFORE_A_WORD = "([{<\"'“”‘’«»"
_AFTER_A_WORD = ".,;:!?)]}>\"'“”‘’«»…"


def get_overlap(interests: Sequence[str], tags: Iterable[str]) -> list[str]:
    """The interests that are among the tags whatever their case: as the person wrote them, in their order, each once.

    Source: open in the specification, which names it in "Algorithmic Matching (Fallback)".
    """
    return overlap_with({tag.lower() for tag in tags}, interests)


def overlap_with(lowered_tags: Collection[str], interests: Sequence[str]) -> list[str]:
    """`get_overlap` for tags that are in lower case already."""
    first_spelling: dict[str, str] = {}
    for interest in interests:
        lowered = interest.lower()
        if lowered in lowered_tags:
            first_spelling.setdefault(lowered, interest)
    return list(first_spelling.values())


def extract_skills_from_outcomes(outcomes: Iterable[str]) -> frozenset[str]:
    """Every phrase of one to three consecutive words of an outcome, in the spellings in which people name a skill.

    "Run Kubernetes at home" teaches, among others, "Kubernetes", "kubernetes" and "home". The specification compares
    skills exactly, so each phrase comes as written, in lower case, with a capital first letter, with capital first
    letters, and in lower case with hyphens ("public-speaking"). Source: open in the specification.
    """
    return frozenset(spelling for outcome in outcomes for words in openings(outcome) for spelling in spellings(words))


def openings(outcome: str) -> list[tuple[str, ...]]:
    """For each word of an outcome the words with which a phrase can begin there: it and the next two."""
    stripped = (word.lstrip(_BEFORE_A_WORD).rstrip(_AFTER_A_WORD) for word in outcome.split())
    words = tuple(word for word in stripped if word)
    return [words[start : start + LONGEST_SKILL_WORDS] for start in range(len(words))]


def spellings(words: tuple[str, ...]) -> Iterator[str]:
    """The phrases that begin with the first of these words, each in five spellings."""
    for length in range(1, len(words) + 1):
        phrase = " ".join(words[:length])
        lowered = phrase.lower()
        yield from (phrase, lowered, lowered.capitalize(), lowered.title(), lowered.replace(" ", "-"))
