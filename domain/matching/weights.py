"""How much each kind of evidence counts, by how much is known of a person."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.matching.evidence import Pairs


@dataclass(frozen=True)
class Weights:
    """What is assumed where an event's choices do not prove something else.

    `trust` is after how many choices a history has half its weight; `profile` what is left of a profile's weight
    beside a long history; `popularity` how many choices it takes until what is popular begins to say less of a person.
    """

    trust: float = 5.0
    profile: float = 0.5
    popularity: float = 1.0

    def of_people(self, lengths: NDArray[np.intp]) -> tuple[Pairs, Pairs, Pairs]:
        """People × 1 for profile, history and popularity, by how many choices are known of each.

        Who chose nothing is known by their profile alone. Popularity never weighs more than it does for them.
        """
        trust = lengths / (lengths + self.trust)
        profile, popularity = 1 - (1 - self.profile) * trust, np.minimum(1.0, self.popularity / (1 + lengths))
        return _column(profile), _column(trust), _column(popularity)


WEIGHTS = Weights()
TRIED_WEIGHTS = {"trust": (1.0, 25.0, 125.0), "profile": (0.0, 0.25, 1.0), "popularity": (0.0, 64.0)}


def _column(values: NDArray[np.float64]) -> Pairs:
    column: Pairs = values.astype(np.float32)[:, None]
    return column
