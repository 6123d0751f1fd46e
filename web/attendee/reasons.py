"""Reasons as chips: those that quote the person's own words stand out."""

from collections.abc import Sequence

from msgspec import Struct

from web.attendee.parts import Why

SHOWN = 3  # on a card; the others are below *Why this?*


class Reason(Struct, frozen=True):
    """One chip; `is_hit` if it names something the person listed of themselves."""

    text: str
    is_hit: bool


def make_reasons(reasons: Sequence[str], own_terms: Sequence[str]) -> tuple[Reason, ...]:
    """The reasons in their order; whether one quotes a term does not depend on case."""
    folded = [term.casefold() for term in own_terms]
    return tuple([Reason(reason, any(term in reason.casefold() for term in folded)) for reason in reasons])


def further_reasons(reasons: Sequence[Reason], why: Why) -> tuple[Reason, ...]:
    """Those that a card has no room for, but for what stands beside the points already."""
    said = [part.evidence for part in why.parts]
    return tuple([reason for reason in reasons[SHOWN:] if not any(reason.text in evidence for evidence in said)])
