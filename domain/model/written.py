"""Texts that the model wrote, checked before anybody reads them: plain, short, and about nothing that was not sent."""

import re
from collections.abc import Iterable, Mapping

from domain.matching.tokens import tokens
from domain.model.cleaning import clean, without_contacts
from domain.model.records import Record, texts
from domain.model.redaction import without_placeholders

LONGEST_TEXT = 320
LEAST_TEXT = 15
_MARKUP = re.compile(r"[<>\[\]`|\\^~]|\*\*|__|\]\(|&[a-z#0-9]{2,8};|(?:^|\s)#{1,6}\s", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{([a-z]{1,20})\}")
_CLAIMS_TO_SHARE = re.compile(r"\b(?:both|shared?|shares|in common|fellow|same)\b", re.IGNORECASE)


def plain_text(text: str, names: Mapping[str, str | None]) -> str | None:
    """The text with its placeholders filled in, such as `{speaker}`; None if it is not plain, or too short or long.

    Whoever fills in has names cleaned already; a placeholder without a name makes the text useless.
    """
    text = clean(text, LONGEST_TEXT + 1)
    if not LEAST_TEXT <= len(text) <= LONGEST_TEXT or _MARKUP.search(text) or without_contacts(text) != text:
        return None
    placeholders = set(_PLACEHOLDER.findall(text))
    known = {name: clean(value, LONGEST_TEXT) for name, value in names.items() if value}
    if not placeholders <= known.keys() or re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        return None
    return _PLACEHOLDER.sub(lambda found: known[found[1]], text)


def is_about(text: str, first: Record, second: Record) -> bool:
    """Whether it names something that the second one's data says.

    A text that claims the two share something must name an entry that both have, and none that only one of them has.
    """
    if not _CLAIMS_TO_SHARE.search(text):
        return bool(_terms([text]) & _terms(texts(second)))
    ours, theirs, said = set(map(_phrase, texts(first))), set(map(_phrase, texts(second))), _phrase(text)
    shared = [phrase for phrase in ours & theirs if phrase.strip() and phrase in said]
    return bool(shared) and not any(
        phrase in said and not any(phrase in both for both in shared) for phrase in (ours ^ theirs) if phrase.strip()
    )


def _phrase(text: str) -> str:
    """Its words with a blank on each side, so that one can be looked up in another."""
    return f" {' '.join(token.word for token in tokens(without_placeholders(text), is_listed=True))} "


def _terms(written: Iterable[str]) -> set[str]:
    return {
        token.word for text in written for token in tokens(without_placeholders(text), is_listed=True) if token.is_term
    }
