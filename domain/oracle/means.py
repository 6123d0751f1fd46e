"""What the oracle answers with, and how long it takes for that."""

from dataclasses import dataclass
from time import monotonic

from domain.model.opening import Model
from domain.model.patience import PERSON, Patience
from domain.oracle.threads import Threads

LEAST_SECONDS = 0.5
# So many candidates are shown to the model, and so many matches wanted of it; the algorithm knows the rest.
MOST_SHOWN = 40
MOST_JUDGED = 20
# Of each list of a candidate; the model is shown fewer, for some may be blank or the same.
MOST_TERMS_KEPT = 20


@dataclass(frozen=True)
class Means:
    """Threads for the algorithms, and the model; None where there is none, or it is not to be asked."""

    threads: Threads
    model: Model | None = None


def patience_since(started: float) -> Patience:
    """What is left for the model of the seconds that a person waits, `started` being of `time.monotonic()`."""
    return Patience(max(LEAST_SECONDS, PERSON.seconds - (monotonic() - started)))
