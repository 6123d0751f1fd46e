"""One reason for each thing that a person told, the stronger one where the model and the algorithm name the same."""

import re
from collections.abc import Sequence

from domain.matching.facts import UserProfile
from domain.matching.term_key import term_key

# A quotation says most; that something occurs says least.
QUOTED, FOUND, MENTIONED = 2, 1, 0
_QUOTED = re.compile(r": “[^”]*”$")
_OF_CHOICES = re.compile(r"^Like “|\bothers who chose “")


def distinct_reasons(profile: UserProfile, reasons: Sequence[str]) -> tuple[str, ...]:
    """In their order, without those that name only what a stronger or an earlier one names already."""
    terms = _terms(profile)
    covered: set[str] = set()
    kept: set[str] = set()
    for reason in sorted(dict.fromkeys(reasons), key=_strength, reverse=True):
        named = _named(reason, terms)
        if not named or named - covered:
            covered |= named
            kept.add(reason)
    return tuple(reason for reason in dict.fromkeys(reasons) if reason in kept)


def _strength(reason: str) -> int:
    if reason.startswith("Mentions "):
        return MENTIONED
    return QUOTED if _QUOTED.search(reason) and reason.startswith(("Your ", "You ", "For you as ")) else FOUND


def _terms(profile: UserProfile) -> set[str]:
    written = (*profile.interests, *profile.skills_needed, *profile.skills_to_offer, profile.role, profile.industry)
    return {key for text in written if text and (key := term_key(text))}


def _named(reason: str, terms: set[str]) -> set[str]:
    """The terms in a reason's own words: neither in a quotation of a session, nor within a longer term."""
    if _OF_CHOICES.search(reason):
        return set()
    own = _QUOTED.sub("", reason) if _strength(reason) == QUOTED else reason
    said = f" {term_key(own)} "
    found = [term for term in terms if f" {term} " in said]
    return {term for term in found if not any(term != other and f" {term} " in f" {other} " for other in found)}
