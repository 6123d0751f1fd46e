"""The card of a participant to meet: what each of the two gains, and a sentence that introduces them."""

from datetime import datetime
from functools import partial
from typing import ClassVar

from msgspec import Struct

from domain.matching.networking_reasons import GOAL_REASONS
from domain.recommendations.person_picks import PersonPick
from web.attendee.by import By, text_by
from web.attendee.evidence import person_evidence
from web.attendee.parts import PERSON_PARTS, Why, explain
from web.attendee.reasons import Reason, choose, further_reasons, make_reasons
from web.attendee.when import ago

# What each of the two gains by a pair of goals that meet, the reader first.
GOAL_GAINS = {
    ("HIRE", "GET_HIRED"): ("somebody to hire", "a job"),
    ("GET_HIRED", "HIRE"): ("a job", "somebody to hire"),
    ("MENTOR", "GET_MENTORED"): ("somebody to mentor", "a mentor"),
    ("GET_MENTORED", "MENTOR"): ("a mentor", "somebody to mentor"),
}
_GAINS_OF = {GOAL_REASONS[pair]: gains for pair, gains in GOAL_GAINS.items()}
# To meet people is a gain to speak of only beside a larger one.
_BOTH_MEET, CONTACT = GOAL_REASONS["NETWORK", "NETWORK"], ("a new contact",)
# Reasons that the card shows as gains.
_SKILLS = ("They can help you with ", "You can help them with ")


class PersonCard(Struct, frozen=True):
    """One person of the list; `for_you` and `for_them` are what each gains, skills before goals; both or neither."""

    kind: ClassVar[str] = "person"

    pick: PersonPick
    for_you: tuple[str, ...]
    for_them: tuple[str, ...]
    reasons: tuple[Reason, ...]
    further: tuple[Reason, ...]
    why: Why
    by: By
    text_by: By
    made: str


def make_person_card(pick: PersonPick, own_terms: tuple[str, ...], now: datetime) -> PersonCard:
    """A card for one person; `now` is by the world's clock."""
    for_you, for_them = _gains(pick)
    is_trade = bool(for_you and for_them)
    told = [reason for reason in pick.reasons if not (is_trade and reason.startswith(_SKILLS))]
    reasons = make_reasons(told, own_terms)
    why = explain(pick.score, pick.breakdown, PERSON_PARTS, partial(person_evidence, pick))
    return PersonCard(
        pick=pick,
        for_you=for_you if is_trade else (),
        for_them=for_them if is_trade else (),
        reasons=choose(reasons),
        further=further_reasons(reasons, why),
        why=why,
        by=By(pick.source, pick.is_simulated and pick.source == "llm"),
        text_by=text_by(pick.introduction_method, pick.is_simulated),
        made=ago(pick.generated_at, now),
    )


def _gains(pick: PersonPick) -> tuple[tuple[str, ...], tuple[str, ...]]:
    gains = [_GAINS_OF[reason] for reason in pick.reasons if reason in _GAINS_OF]
    for_you = (*pick.for_you, *dict.fromkeys(yours for yours, _ in gains))
    for_them = (*pick.for_them, *dict.fromkeys(theirs for _, theirs in gains))
    if (for_you or for_them) and _BOTH_MEET in pick.reasons:
        return for_you or CONTACT, for_them or CONTACT
    return for_you, for_them
