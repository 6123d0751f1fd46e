"""The level of a session, where its text says it."""

import re

_WHO = r"(?:users?|developers?|programmers?|audience|attendees|participants|level|topic|talk|session|workshop|course)"
_KNOWING = r"(?:knowledge|understanding|experience|familiarity)"
_UP_TO_TWO_WORDS = r"(?:\w+ ){0,2}?"

# In a title a word is enough.
_TITLE = {
    "beginner": (
        r"beginners?|newcomers?|newbies?|introductory|introduction to|an introduction|intro to|getting started",
        r"first steps|from scratch|for dummies|101|primer|einführung|einsteiger\w*|anfänger\w*|für alle|erste schritte",
        r"débutants?|initiation|introduction à|introducción|principiantes|introduzione|principianti",
    ),
    "intermediate": (r"intermediate|beyond the basics|fortgeschrittene anfänger",),
    "advanced": (
        r"advanced|deep[ -]dive|in[ -]depth|internals?|experts?|under the hood|fortgeschrittene?n?|avancée?|avanzado",
    ),
}
# In a text it must be said of the session or of those it is for.
_BODY = {
    "beginner": (
        rf"(?:for|suited to|suitable for|aimed at|welcomes?|open to) {_UP_TO_TWO_WORDS}(?:beginners|newcomers|novices)",
        r"beginners?[ -](?:friendly|level|talk|session|workshop)|beginners? (?:are )?welcome|gentle introduction",
        rf"(?:introductory|entry[ -]level|basic) {_WHO}|(?:level|difficulty) ?: ?(?:beginner|introductory|basic|easy)",
        r"(?:no|without(?: any)?) (?:prior|previous|special|programming|technical) (?:\w+ )?"
        r"(?:knowledge|experience|skills)",
        r"no (?:knowledge|experience) (?:of [\w -]{1,30} )?(?:is )?(?:needed|required|necessary)",
        rf"(?:für|an) {_UP_TO_TWO_WORDS}(?:anfänger|einsteiger|neulinge)\w*|anfänger\w* (?:sind )?willkommen",
        r"(?:keine|ohne) (?:\w+ )?(?:vorkenntnisse|vorwissen|vorerfahrung)|einsteigerfreundlich",
        r"pour (?:les )?débutants|aucune connaissance|para principiantes|per principianti",
    ),
    "intermediate": (
        rf"intermediate(?:[ -]level)? {_WHO}|(?:level|difficulty) ?: ?(?:intermediate|medium)",
        rf"(?<!no )(?:basic|some|working|prior|general) {_KNOWING} (?:of|with|in) [^.;:!?]{{1,60}}?"
        r"(?:is|are) (?:\w+ )?(?:assumed|required|expected|needed|recommended|helpful)",
        rf"(?:assumes?|requires?|expects?) (?:\w+ )?(?:basic|some|working|prior) {_KNOWING}",
        r"(?<!keine )(?<!ohne )(?:grundkenntnisse|vorkenntnisse|grundwissen) "
        r"[^.;:!?]{0,60}?(?:vorausgesetzt|hilfreich|nötig|erforderlich)",
    ),
    "advanced": (
        rf"advanced(?:[ -]level)? {_WHO}|(?:level|difficulty) ?: ?(?:advanced|expert|hard)",
        rf"(?:for|aimed at) {_UP_TO_TWO_WORDS}experts",
        r"(?:for|aimed at) experienced (?:\w+ )?(?:developers|users|programmers|engineers|administrators)",
        r"(?:this|a|our|technical) (?:\w+ )?deep[ -]dive|(?:this|the) (?:talk|session|workshop) (?:will )?dives? deep",
        rf"(?:für|an) {_UP_TO_TWO_WORDS}(?:fortgeschrittene|erfahrene|expert)\w*|pour (?:les )?experts",
    ),
}

_Patterns = dict[str, re.Pattern[str]]


def _compiled(phrases: dict[str, tuple[str, ...]]) -> _Patterns:
    return {level: re.compile(rf"\b(?:{'|'.join(some)})\b", re.IGNORECASE) for level, some in phrases.items()}


_IN_TITLE, _IN_BODY = _compiled(_TITLE), _compiled(_BODY)


def derive_level(title: str, text: str) -> str | None:
    """beginner, intermediate or advanced; None if it says nothing, or beginners and experts both."""
    return _only_one(_IN_TITLE, title) or _only_one(_IN_BODY, text)


def _only_one(patterns: _Patterns, text: str) -> str | None:
    found = [level for level, pattern in patterns.items() if pattern.search(text)]
    return found[0] if len(found) == 1 else None
