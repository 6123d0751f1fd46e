"""Reasons that are true of the pair: what the model quoted is looked up in what we sent, and our own words are shown.

No character of a reason was written by the model. A quotation that is not found, says nothing or is no plain text is
dropped; the algorithm's reasons stand in.
"""

import re
from collections.abc import Iterator, Sequence

from domain.matching.facts import UserProfile
from domain.matching.tokens import fold, tokens
from domain.model.answers import Quotes
from domain.model.cleaning import clean
from domain.model.records import Record, profile_record, texts
from domain.model.redaction import without_placeholders

LONGEST_YOURS = 60
LONGEST_THEIRS = 120
MOST_CHARACTERS_APART = 3
FIRST_UNSPACED = 0x0E00
MOST_REASONS = 3
_GAP = " " * (MOST_CHARACTERS_APART + 1)
_WORD = re.compile(r"\w+")
_NO_PLAIN_TEXT = re.compile(r"[<>{}\[\]`|]|://|www\.|@\w", re.IGNORECASE)
_GOALS = {
    "LEARN": "to learn",
    "NETWORK": "to meet people",
    "HIRE": "to hire",
    "GET_HIRED": "to be hired",
    "MENTOR": "to mentor",
    "GET_MENTORED": "to find a mentor",
}
_SAYS = {
    "interests": "Your interest {yours}: “{theirs}”",
    "skills_needed": "You want to learn {yours}: “{theirs}”",
    "goals": "Your goal {yours}: “{theirs}”",
    "role": "For you as {yours}: “{theirs}”",
    "industry": "Your industry, {yours}: “{theirs}”",
    "skills_offered": "You know {yours}: “{theirs}”",
}
_SAME = {
    "interests": "Mentions your interest {yours}",
    "skills_needed": "Mentions {yours}, a skill you need",
    "role": "Mentions your role, {yours}",
    "industry": "Mentions your industry, {yours}",
    "skills_offered": "Mentions {yours}, which you know",
}


def true_reasons(profile: UserProfile, candidate: Record, quotes: Sequence[Quotes]) -> tuple[str, ...]:
    """At most three sentences of plain text, each with a quotation of both sides that is found in what was sent.

    `candidate` is the record that was sent of it.
    """
    person = profile_record(profile)
    found = dict.fromkeys(_sentences(person, texts(candidate), quotes))
    return tuple(found)[:MOST_REASONS]


def _sentences(person: Record, said: Sequence[str], quotes: Sequence[Quotes]) -> Iterator[str]:
    for quote in quotes:
        theirs = _find(quote.theirs, said, LONGEST_THEIRS)
        mine = _find_mine(quote.yours, person)
        if theirs and mine:
            field, yours = mine
            is_same = fold(theirs) == fold(yours) and field in _SAME
            shown = _GOALS.get(yours, yours) if field == "goals" else yours
            yield (_SAME if is_same else _SAYS)[field].format(yours=shown, theirs=theirs)


def _find_mine(quote: str, person: Record) -> tuple[str, str] | None:
    """The field and the whole entry of it that the quotation is from."""
    for field in _SAYS:
        for entry in texts({field: person.get(field, [])}):
            if len(entry) <= LONGEST_YOURS and not _NO_PLAIN_TEXT.search(entry) and _span(quote, entry):
                return field, entry
    return None


def _find(quote: str, said: Sequence[str], longest: int) -> str | None:
    """The quoted passage as it stands in one of the texts."""
    for text in said:
        span = _span(quote, text)
        if span and len(span) <= longest and not _NO_PLAIN_TEXT.search(span):
            return span
    return None


def _span(quote: str, text: str) -> str | None:
    """Where the words of the quotation follow each other in the text, whatever their case and what stands between."""
    words = _WORD.findall(without_placeholders(clean(quote, 4 * LONGEST_THEIRS)).rstrip("…"))
    if not words or not any(token.is_term for token in tokens(" ".join(words), is_listed=True)):
        return None
    parts = [re.escape(part) for word in words for part in word.split("_") if part]
    inner = rf"[\W_]{{1,{MOST_CHARACTERS_APART}}}".join(parts)
    # An ending such as the ++ of C++ belongs to the word.
    pattern = f"{_edge(words[0][0], '<!')}{inner}{_edge(words[-1][-1], '!')}[+#]{{0,2}}"
    # No passage reaches over what was taken out.
    match = re.search(pattern, without_placeholders(text, _GAP), re.IGNORECASE)
    return match[0] if match else None


def _edge(character: str, look: str) -> str:
    """That no word goes on here; nothing where words are written without blanks."""
    return "" if ord(character) >= FIRST_UNSPACED else rf"(?{look}\w)"
