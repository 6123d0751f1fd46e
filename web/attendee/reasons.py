"""Reasons as chips: those that quote the person's own words stand out."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from domain.matching.term_key import term_key
from web.attendee.parts import Why

_QUOTED = re.compile("“([^”]+)”")
SHOWN = 3  # on a card; the others are below *Why this?*


class Reason(Struct, frozen=True):
    """One chip; `is_hit` if it names something the person listed of themselves, `terms` are what it speaks of."""

    text: str
    is_hit: bool
    terms: frozenset[str] = frozenset()


def make_reasons(reasons: Sequence[str], own_terms: Sequence[str]) -> tuple[Reason, ...]:
    """The reasons in their order; whether one quotes a term does not depend on case."""
    patterns = {term_key(term): _whole(term) for term in own_terms}
    return tuple([_make_reason(reason, patterns) for reason in reasons])


def _make_reason(reason: str, patterns: Mapping[str, re.Pattern[str]]) -> Reason:
    own = {key for key, pattern in patterns.items() if pattern.search(reason)}
    quoted = {term_key(term) for term in _QUOTED.findall(reason)}
    return Reason(reason, bool(own), frozenset(own or quoted) - {""})


def _whole(term: str) -> re.Pattern[str]:
    """The term as a word of its own: Go, but not within goal."""
    return re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE)


def choose(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The first three that a card shows, of which no two speak of the same term while there are others."""
    said: set[str] = set()
    first: list[Reason] = []
    again: list[Reason] = []
    for reason in reasons:
        (again if reason.terms & said else first).append(reason)
        said |= reason.terms
    return tuple([*first, *again][:SHOWN])


def further_reasons(reasons: Sequence[Reason], why: Why) -> tuple[Reason, ...]:
    """Those that a card has no room for, but for what stands beside the points already."""
    said, shown = [part.evidence for part in why.parts], choose(reasons)
    rest = [reason for reason in reasons if reason not in shown]
    return tuple([reason for reason in rest if not any(reason.text in evidence for evidence in said)])
