"""The card of a recommended session: what was stored, in the words and colours of the page."""

from datetime import datetime
from functools import partial
from typing import ClassVar

from msgspec import Struct

from domain.recommendations.for_you import Pick
from web.attendee.by import By
from web.attendee.evidence import session_evidence
from web.attendee.parts import SESSION_PARTS, Why, explain
from web.attendee.reasons import Reason, choose, further_reasons, make_reasons
from web.attendee.when import When, ago, when
from web.current_event import CurrentEvent

LEVELS = {"beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}


class Card(Struct, frozen=True):
    """One session of the list. `focus` names the control that had the focus before the card was drawn anew."""

    kind: ClassVar[str] = "session"

    pick: Pick
    when: When
    colour: str
    level: str
    place: str
    reasons: tuple[Reason, ...]
    further: tuple[Reason, ...]
    why: Why
    by: By
    made: str
    focus: str = ""


def make_card(pick: Pick, event: CurrentEvent, colours: dict[str, str], now: datetime, focus: str = "") -> Card:
    """A card for one pick; `colours` has the colour of each track of the event, `now` is by the world's clock."""
    reasons = make_reasons(pick.reasons, pick.own_terms)
    evidence = partial(session_evidence, pick)
    why = explain(pick.score, pick.breakdown, SESSION_PARTS, evidence, is_simulated=pick.is_simulated)
    return Card(
        pick=pick,
        when=when(event, pick.starts_at, pick.ends_at),
        colour=colours.get(pick.track or "", ""),
        level=_level(pick),
        place=", ".join(part for part in (pick.room, _floor(pick.floor)) if part),
        reasons=choose(reasons),
        further=further_reasons(reasons, why),
        why=why,
        by=By(pick.source, pick.is_simulated),
        made=ago(pick.generated_at, now),
        focus=focus,
    )


def _level(pick: Pick) -> str:
    if pick.difficulty is None:
        return ""
    level = LEVELS[pick.difficulty]
    return f"Probably {level.lower()}" if pick.is_difficulty_derived else level


def _floor(floor: str | None) -> str:
    return f"floor {floor}" if floor and floor.isdigit() else floor or ""
