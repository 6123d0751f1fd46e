"""The card of a recommended session: what was stored, in the words and colours of the page."""

from datetime import datetime

from msgspec import Struct

from domain.recommendations.for_you import Pick
from web.attendee.when import When, ago, when
from web.current_event import CurrentEvent

# Each part of a score: its name, the most it can give, and how the reason that belongs to it begins.
PARTS = (
    ("interests", "Interests", 40, "Shared interests: "),
    ("goals", "Goals", 30, "Aligns with "),
    ("role", "Role", 20, "Designed for "),
    ("difficulty", "Level", 10, "Matches your "),
    ("skills", "Skills taught", 15, "Teaches: "),
)
# Reasons that quote the person's own words.
HITS = ("Shared interests: ", "Teaches: ", "Mentions ")
LEVELS = {"beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}


class Reason(Struct, frozen=True):
    """One chip; `is_hit` if it quotes the person's own words."""

    text: str
    is_hit: bool


class Part(Struct, frozen=True):
    """A share of the score. `shade` is the same for a part on every card."""

    label: str
    points: int
    most: int
    evidence: str
    shade: int


class Card(Struct, frozen=True):
    """One session of the list. `focus` names the control that had the focus before the card was drawn anew."""

    pick: Pick
    when: When
    colour: str
    level: str
    place: str
    reasons: tuple[Reason, ...]
    parts: tuple[Part, ...]
    made: str
    focus: str = ""

    @property
    def is_match(self) -> bool:
        """Whether its score is of the specification's algorithm; else it is text similarity, a scale of its own."""
        return self.pick.source == "specification"


def make_card(pick: Pick, event: CurrentEvent, colours: dict[str, str], now: datetime, focus: str = "") -> Card:
    """A card for one pick; `colours` has the colour of each track of the event, `now` is by the world's clock."""
    return Card(
        pick=pick,
        when=when(event, pick.starts_at, pick.ends_at),
        colour=colours.get(pick.track or "", ""),
        level=_level(pick),
        place=", ".join(part for part in (pick.room, _floor(pick.floor)) if part),
        reasons=tuple([Reason(reason, reason.startswith(HITS)) for reason in pick.reasons]),
        parts=_parts(pick) if pick.source == "specification" else (),
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


def _parts(pick: Pick) -> tuple[Part, ...]:
    points = _whole_points([getattr(pick.breakdown, name) for name, *_ in PARTS], pick.score)
    parts = [
        Part(label, share, most, _evidence(pick, name, beginning), shade)
        for shade, ((name, label, most, beginning), share) in enumerate(zip(PARTS, points, strict=True), start=1)
    ]
    return tuple([part for part in parts if part.points > 0])


def _whole_points(shares: list[float], score: int) -> list[int]:
    """Whole numbers that add up to the score: what rounding down loses goes to the largest remainders."""
    whole = [int(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda place: whole[place] - shares[place])
    for place in by_remainder[: max(0, score - sum(whole))]:
        whole[place] += 1
    return whole


def _evidence(pick: Pick, part: str, beginning: str) -> str:
    """What the points are for. A reason names two interests at most, and half the points for a level have none."""
    if part == "interests" and pick.shared_interests:
        return ", ".join(pick.shared_interests)
    reason = next((reason for reason in pick.reasons if reason.startswith(beginning)), "")
    if part == "difficulty" and not reason:
        return "Intermediate suits most levels"
    return reason.removeprefix(beginning) if beginning.endswith(": ") else reason
