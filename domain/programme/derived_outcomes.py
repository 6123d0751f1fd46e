"""What people take home from a session, where its text says it."""

import re

MOST_OUTCOMES = 5
SHORTEST, LONGEST = 15, 240

_TAKE = r"(?:learn|discover|leave|walk away|come away|take home|gain|be able to)"
_PHRASES = (
    rf"you(?:'ll| will| can|'re going to| are going to) (?:\w+ )?(?:{_TAKE}|understand|see how|know how|master)",
    rf"(?:attendees|participants|the audience|listeners|people|users)(?:'ll| will| can| should) (?:\w+ )?{_TAKE}",
    r"we(?:'ll| will) (?:\w+ )?(?:learn|teach)|learn how to|teach(?:es)? you|outcomes? ?:|take-?aways?(?= ?:)",
    r"(?:by|at) the end of (?:this|the) (?:talk|session|workshop|tutorial),? you",
    r"after (?:this|the) (?:talk|session|workshop|tutorial),? you",
    r"(?:ihr|du|sie|teilnehmende) (?:\w+ )?(?:lernt|lernst|lernen|erfahrt|erfährst|erfahren)",
    r"(?:lernt|lernst|erfahrt|erfährst) (?:ihr|du)|wir (?:\w+ )?lernen,? wie|lernen wir,? wie",
    r"nach (?:diesem|dem) (?:vortrag|workshop|talk) (?:könnt|kannst|wisst|weißt|können|wissen)",
    r"vous (?:apprendrez|découvrirez)|aprender(?:ás|emos|án)|imparer(?:ai|ete|emo)|leer je",
)
_SAYS_WHAT = re.compile(rf"\b(?:{'|'.join(_PHRASES)})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\s\d])|\n+")


def derive_outcomes(text: str) -> tuple[str, ...]:
    """Up to five sentences or list items, as they are written, in the order of the text."""
    if not _SAYS_WHAT.search(text):
        return ()
    found: dict[str, None] = {}
    announces = False
    for part in _SENTENCE_END.split(text):
        says = bool(_SAYS_WHAT.search(part))
        is_item = announces and part.startswith("- ")
        announces = is_item or (says and part.rstrip().endswith(":"))
        outcome = part.removeprefix("- ").strip()
        if (is_item or (says and not announces)) and SHORTEST <= len(outcome) <= LONGEST:
            found.setdefault(outcome)
    return tuple(found)[:MOST_OUTCOMES]
