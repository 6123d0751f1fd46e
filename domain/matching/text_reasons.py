"""Why a session's text is near what a person wrote: their own words that occur in it."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from domain.matching.phrases import Kind, Phrase

MOST_REASONS = 3
LONGEST_QUOTE = 60
_WHOLE: dict[Kind, str] = {
    "interest": "Mentions your interest {0}",
    "skill": "Mentions {0}, a skill you need",
    "role": "Mentions your role, {0}",
    "about": "Mentions {0}, which you wrote about yourself",
}
_PART: dict[Kind, str] = {
    "interest": "Mentions {1}, part of your interest {0}",
    "skill": "Mentions {1}, part of {0}, a skill you need",
    "role": "Mentions {1}, part of your role, {0}",
    "about": "",  # its phrases are single words
}


def text_reasons(phrases: Sequence[Phrase], spoken: str) -> tuple[str, ...]:
    """At most three: whole phrases first, then parts of phrases, each in the profile's order. Plain text."""
    named: set[str] = set()
    return tuple(islice(chain(_wholes(phrases, spoken, named), _parts(phrases, spoken, named)), MOST_REASONS))


def _wholes(phrases: Sequence[Phrase], spoken: str, named: set[str]) -> Iterator[str]:
    for phrase in phrases:
        if phrase.words not in named and _occurs(phrase.words, spoken):
            named.add(phrase.words)
            yield _WHOLE[phrase.kind].format(_quote(phrase.text))


def _parts(phrases: Sequence[Phrase], spoken: str, named: set[str]) -> Iterator[str]:
    """Of each phrase that does not occur whole the longest part that does; nothing that is named already."""
    for phrase in phrases:
        if phrase.words not in named:
            found = [feature for feature, _ in phrase.features if _occurs(feature, spoken)]
            part = max(found, key=lambda feature: feature.count(" "), default=None)
            if part and part not in named:
                named.add(part)
                yield _PART[phrase.kind].format(_quote(phrase.text), _quote(phrase.as_written(part)))


def _occurs(words: str, spoken: str) -> bool:
    return f" {words} " in spoken


def _quote(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…"
