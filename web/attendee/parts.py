"""A score by its parts, as *Why this?* shows it: the points of each part, and what they are for."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

# Each part of a score in the order of the page: its name, its label, and its shade. What a person told is in shades of
# the accent, what others did in ochre, what the model thinks in slate.
Named = Iterable[tuple[str, str, int]]
SESSION_PARTS: Named = (
    ("interests", "Interests", 1),
    ("skills", "Skills you want", 2),
    ("goals", "Goals", 3),
    ("role", "Role", 4),
    ("difficulty", "Level", 5),
    ("text", "Text", 6),
    ("collaborative", "People like you", 7),
    ("popularity", "Popularity", 8),
    ("model", "Claude", 9),
)
SPEAKER_PARTS: Named = (
    ("expertise", "Expertise", 1),
    ("skills", "Skills you want", 2),
    ("goals", "Goals", 3),
    ("industry", "Industry", 5),
    ("model", "Claude", 9),
)
PERSON_PARTS: Named = (
    ("interests", "Interests", 1),
    ("skills_for_you", "Skills for you", 2),
    ("skills_for_them", "Skills for them", 3),
    ("goals", "Goals", 4),
    ("industry", "Industry", 5),
    ("sessions", "Same sessions", 7),
)


class Part(Struct, frozen=True):
    """A share of the score in points, below zero if it takes some away. `shade` is the same for it on every card."""

    label: str
    points: int
    evidence: str
    shade: int


class Why(Struct, frozen=True):
    """A score and its parts, which add up to it."""

    score: int
    parts: tuple[Part, ...]

    @property
    def in_words(self) -> str:
        """The bar for who does not see it, such as "interests 31, goals 18, Claude minus 4"."""
        return ", ".join(f"{part.label} {'minus ' if part.points < 0 else ''}{abs(part.points)}" for part in self.parts)


def explain(
    score: int, breakdown: Struct, named: Named, evidence: Callable[[str], str], *, is_simulated: bool = False
) -> Why:
    """The parts that give or take something; `evidence` says by a part's name what its points are for.

    What a pretended model gives or takes goes by that name.
    """
    points: dict[str, Any] = asdict(breakdown)
    found = [Part(label, points[name], evidence(name), shade) for name, label, shade in named if points[name]]
    if is_simulated:
        found = [replace(part, label="Simulated model") if part.label == "Claude" else part for part in found]
    return Why(score, tuple(found))
