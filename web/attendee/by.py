"""Who made an entry of a list, or wrote a text of it, as its card says it."""

from typing import Literal

from msgspec import Struct

Method = Literal["template", "llm"]


class By(Struct, frozen=True):
    """`is_simulated` if a pretended model wrote it; the card is marked."""

    source: Literal["hybrid", "llm", "template"]
    is_simulated: bool

    @property
    def words(self) -> str:
        if self.source == "llm":
            return "by a simulated model" if self.is_simulated else "by Claude"
        return "by Hallway’s algorithm" if self.source == "hybrid" else "from Hallway’s templates"


def text_by(method: Method, is_simulated: bool) -> By:
    """Who wrote a text: what comes from templates is never simulated."""
    return By(method, is_simulated and method == "llm")
