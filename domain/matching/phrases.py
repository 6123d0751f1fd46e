"""What a person wrote, as phrases with weights: what text similarity looks for."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal

from msgspec import Struct

from domain.matching.facts import UserProfile
from domain.matching.stop_words import SMALL_TALK
from domain.matching.tokens import Token, phrases, spoken, tokens

Kind = Literal["interest", "skill", "role", "about"]
WEIGHTS: dict[Kind, float] = {"interest": 1.0, "skill": 0.8, "role": 0.3, "about": 0.3}
SINGLE_WORDS_OF_A_PHRASE = 0.3  # "learning" says little of "machine learning"
MOST_ABOUT_WORDS = 60


class Phrase(Struct, frozen=True):
    """Something a person wrote: `features` are its terms and their weights, `words` its whole for looking it up."""

    kind: Kind
    text: str
    words: str
    spellings: tuple[tuple[str, str], ...]
    features: tuple[tuple[str, float], ...]

    def as_written(self, feature: str) -> str:
        """One of its features in the person's own spelling."""
        spelling_of = dict(self.spellings)
        return " ".join(spelling_of[word] for word in feature.split(" "))


def phrases_of(profile: UserProfile) -> list[Phrase]:
    """The phrases of a profile, what they listed first; those without any term ("the", "!?") left out."""
    found = [
        *(_listed("interest", text) for text in profile.interests),
        *(_listed("skill", text) for text in profile.skills_needed),
        *([_listed("role", profile.role)] if profile.role else []),
        *_words_about(profile.about),
    ]
    return [phrase for phrase in found if phrase.features]


@lru_cache(maxsize=4096)  # many people list the same
def _listed(kind: Kind, text: str) -> Phrase:
    text = " ".join(text.split())
    found = tokens(text, is_listed=True)
    words = spoken(found).strip(" |")
    return Phrase(kind, text, words, _spellings(found), tuple(_features(kind, found)))


def _spellings(found: list[Token]) -> tuple[tuple[str, str], ...]:
    return tuple((token.word, token.spelling) for token in found)


def _features(kind: Kind, found: list[Token]) -> Iterator[tuple[str, float]]:
    terms = [token.word for token in found if token.is_term]
    if len(terms) == 1:
        yield terms[0], WEIGHTS[kind]
        return
    pairs = list(phrases(found))
    yield from ((pair, WEIGHTS[kind] / len(pairs)) for pair in pairs)
    if kind != "role" or not pairs:  # a manager is not interested in every manager
        each = WEIGHTS[kind] * SINGLE_WORDS_OF_A_PHRASE
        yield from ((term, each / len(terms)) for term in terms)


def _words_about(about: str) -> Iterator[Phrase]:
    """Single words, and pairs that follow each other; each once."""
    found = [Token("|", "|", False, False) if token.word in SMALL_TALK else token for token in tokens(about)]
    spelling_of: dict[str, str] = {}
    for token in found:
        spelling_of.setdefault(token.word, token.spelling)
    words = dict.fromkeys(token.word for token in found if token.is_term)
    for term in [*list(words)[:MOST_ABOUT_WORDS], *islice(dict.fromkeys(phrases(found)), MOST_ABOUT_WORDS)]:
        spellings = tuple((word, spelling_of[word]) for word in term.split(" "))
        text = " ".join(spelling for _, spelling in spellings)
        yield Phrase("about", text, term, spellings, ((term, WEIGHTS["about"]),))
