"""What a session's place is told against: the list as it is stored, whoever ranked it."""

from collections.abc import Iterator

from msgspec import Struct

from domain.matching.recommendations import LEAST_SCORE
from domain.matching.why_not import WhyNot

ALONE = "by Hallway’s algorithm alone"


class StoredList(Struct, frozen=True):
    """The scores of a list, best first; whether a model ranked it, and whether that was a simulated one."""

    scores: tuple[int, ...] = ()
    is_by_model: bool = False
    is_simulated: bool = False


def tell_against(judged: WhyNot, listed_at: int | None, stored: StoredList) -> Iterator[str]:
    """What keeps a session from the first place of the list; `listed_at` is its own place there, 1 the best."""
    if listed_at:
        if listed_at > 1:
            yield from judged.lacking
            yield _above(stored.scores[listed_at - 2], stored.scores[listed_at - 1], listed_at - 1)
    elif judged.place is None:
        yield from judged.reasons
    elif stored.is_by_model or judged.place > 1 or judged.score < LEAST_SCORE:
        yield from judged.lacking
        yield from _better(judged.place, judged.score, stored)


def _above(next_above: int, own: int, count: int) -> str:
    scores = f"{next_above} as well" if next_above == own else f"{next_above}, this one {own}"
    if count == 1:
        return f"1 session of your list stands above it: it scores {scores}"
    return f"{count} sessions of your list stand above it: the last of them scores {scores}"


def _better(place: int, score: int, stored: StoredList) -> Iterator[str]:
    """By the algorithm; scores of a list that a model ranked are by another measure, and not compared."""
    if score < LEAST_SCORE:
        yield f"It scores {score} of 100, and a recommendation needs {LEAST_SCORE}"
    better = "1 session suits you better" if place == 2 else f"{place - 1} sessions suit you better"
    if place > 1 and stored.is_by_model:
        yield f"{better} {ALONE}, which gives it {score} of 100"
    elif place > 1 and stored.scores and stored.scores[-1] >= score:
        yield f"{better}: the last in your list scores {stored.scores[-1]}, this one {score}"
    elif place > 1:
        yield better
