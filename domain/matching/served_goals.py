"""Which goals the outcomes of a session serve, by whole phrases that say so.

The specification looks for parts of words, and finds a job in "jobless" and people in "connect your queue". Where
a sentence claims that a session serves a goal, it must.
"""

import re
from collections.abc import Iterable

# A verb of the one who comes: at the beginning, or after these; not what somebody does "not understand".
_TO = r"(?:^|[.:;,]\s*|\b(?:to|and|or|will|can|you|you['’]ll|we|also)\s+)"
_WORD = r"(?!(?:with|of|for|in|on|and|by|from|to|at|about|into|the needs)\b)[\w-]+"
_PEOPLE = (
    r"(?:(?:handful|dozens|hundreds|lots) of |"
    rf"{_WORD} ){{0,4}}?(?:people|others|peers|colleagues|strangers|folks|somebody|someone|speakers|attendees|"
    r"participants|engineers|developers|designers|researchers|founders|maintainers|contributors|managers|leaders|experts|"
    r"enthusiasts|newcomers|recruiters|employers|mentors|teams|communit(?:y|ies)|person|partner|mentor|colleague|friends?)"
    r"\b(?!['’-])"
)
_JOB = r"(?:(?:an?|your|the|my) )?(?:(?:first|next|new|better|good|dream|remote|junior|senior) )?jobs?"
_NEWCOMER = (
    r"(?:(?:an?|your|the|new|other|junior|young) ){0,2}(?:others|people|somebody|someone|newcomers?|beginners?|"
    r"juniors?|students?|colleagues?|children|teams?|engineers?|developers?|mentees?|apprentices?)\b(?!['’-])"
)
_GUIDE = r"(?:(?:an?|your|the|experienced|senior|possible|good|great) ){0,3}(?:mentors?|experts?|seniors?)\b(?!['’-])"

_PHRASES = {
    "LEARN": (
        rf"{_TO}(?:learn|understand|discover|master)\b(?!['’-])",
        r"\b(?:have learned|mastering|discovering|(?:learning|understanding) (?:how|to|about|what|why|when))\b",
    ),
    "NETWORK": (
        rf"\b(?:meet|get to know|know) {_PEOPLE}",
        rf"\b(?:connect(?:ing)?|network(?:ing)?|collaborat(?:e|ing)|exchange \w+|talk|keep in touch) with {_PEOPLE}",
        r"\bnetworking (?:event|session|lunch|breakfast|reception|opportunit|skills)",
        r"\bcollaborate in (?:pairs|groups|teams)\b",
    ),
    "HIRE": (
        r"\b(?:hire|hiring|recruit|recruiting|recruitment)\b(?!['’-])",
        r"\b(?:find|attract|keep|retain|spot|assess|grow)(?:ing)? (?:\w+ ){0,2}talents?\b",
        r"\btalent (?:acquisition|pool)",
    ),
    "GET_HIRED": (
        r"\bcareers?\b|\bget(?:ting)? hired\b|\b(?:job|career|work|professional) opportunit",
        rf"\b(?:find|get|land|win|apply for|look for|discover|change)(?:ing)? (?!(?:the )?jobs?\b){_JOB}\b"
        r"(?! (?:done|to|that|which))",
        r"\b(?:job (?:search|hunt|hunting|interviews?|offers?|applications?|market|seekers?)|change jobs)\b",
    ),
    "MENTOR": (
        r"\b(?:mentoring|mentorship)\b|\bbe(?:come)? (?:an? )?(?:good |better |great )?mentors?\b",
        rf"{_TO}mentor\b(?!['’-])",
        rf"\b(?:teach|guide) {_NEWCOMER}",
    ),
    "GET_MENTORED": (
        rf"\b(?:find|meet|choose|ask|get|have|need|work with|guided by|learn from|mentored by) {_GUIDE}",
        r"\b(?:be|get) mentored\b",
    ),
}
_SERVING = {goal: re.compile("|".join(phrases), re.IGNORECASE) for goal, phrases in _PHRASES.items()}
GOALS = tuple(_SERVING)


def outcome_serving(goal: str, outcomes: Iterable[str]) -> str | None:
    """The first outcome that says it serves this goal; none serves a goal that nobody knows."""
    pattern = _SERVING.get(goal)
    return next((outcome for outcome in outcomes if pattern and pattern.search(outcome)), None)
