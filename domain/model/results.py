"""What the model's work comes to for whoever asked."""

from typing import Generic, Literal, TypeVar

from msgspec import Struct

from domain.model.outcomes import Outcome

E = TypeVar("E")


class Matches(Struct, Generic[E], frozen=True):
    """A list, best first, of entries of the kind that the fallback had; each says its own `source`.

    `reason` says how the model's part ended: anything but an answer means that all entries are the algorithm's.
    """

    entries: tuple[E, ...]
    algorithm_used: Literal["llm", "algorithmic"]
    is_simulated: bool
    reason: Outcome


class Starters(Struct, frozen=True):
    """Three texts, or fewer where not even the templates know more; `method` is of the first."""

    texts: tuple[str, ...]
    method: Literal["llm", "template"]
    is_simulated: bool
    reason: Outcome


class Introduction(Struct, frozen=True):
    """A sentence or two that introduce two people to each other."""

    text: str
    method: Literal["llm", "template"]
    is_simulated: bool
    reason: Outcome
