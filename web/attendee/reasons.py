"""Reasons as chips: those that quote the person's own words stand out."""

import re
from collections.abc import Sequence

from msgspec import Struct

from domain.matching.term_key import term_key
from web.attendee.parts import Why

_QUOTED = re.compile("“([^”]+)”")
SHOWN = 3  # on a card; the others are below *Why this?*


class Reason(Struct, frozen=True):
    """One chip; `is_hit` if it names something the person listed of themselves."""

    text: str
    is_hit: bool


def make_reasons(reasons: Sequence[str], own_terms: Sequence[str]) -> tuple[Reason, ...]:
    """The reasons in their order; whether one quotes a term does not depend on case."""
    folded = [term.casefold() for term in own_terms]
    return tuple([Reason(reason, any(term in reason.casefold() for term in folded)) for reason in reasons])


def choose(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The first three that a card shows, of which no two quote the same term while there are others."""
    said: set[str] = set()
    first: list[Reason] = []
    again: list[Reason] = []
    for reason in reasons:
        terms = {term_key(term) for term in _QUOTED.findall(reason.text)} - {""}
        (again if terms & said else first).append(reason)
        said |= terms
    return tuple([*first, *again][:SHOWN])


def further_reasons(reasons: Sequence[Reason], why: Why) -> tuple[Reason, ...]:
    """Those that a card has no room for, but for what stands beside the points already."""
    said, shown = [part.evidence for part in why.parts], choose(reasons)
    rest = [reason for reason in reasons if reason not in shown]
    return tuple([reason for reason in rest if not any(reason.text in evidence for evidence in said)])
