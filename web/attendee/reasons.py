"""Reasons as chips: those that quote the person's own words stand out."""

from collections.abc import Sequence

from msgspec import Struct


class Reason(Struct, frozen=True):
    """One chip; `is_hit` if it names something the person listed of themselves."""

    text: str
    is_hit: bool


def make_reasons(reasons: Sequence[str], own_terms: Sequence[str]) -> tuple[Reason, ...]:
    """The reasons in their order; whether one quotes a term does not depend on case."""
    folded = [term.casefold() for term in own_terms]
    return tuple([Reason(reason, any(term in reason.casefold() for term in folded)) for reason in reasons])
