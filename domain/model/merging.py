"""The model's choice of a shortlist, completed by the algorithm's list."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from domain.matching.facts import Id, UserProfile
from domain.model.answers import Choice
from domain.model.evidence import true_reasons
from domain.model.records import Record

E = TypeVar("E")
MOST_REASONS = 4


class Judged(Struct, frozen=True):
    """What the model thinks of one candidate, checked: its score from 0 to 100, and reasons that are true."""

    id: Id
    score: int
    reasons: tuple[str, ...]


class Kind(Struct, Generic[E], frozen=True):
    """How entries of one kind are read and written."""

    id_of: Callable[[E], Id]
    score_of: Callable[[E], int]
    reasons_of: Callable[[E], tuple[str, ...]]
    # the entry of the fallback if there is one, and what the model thinks
    judge: Callable[[E | None, Judged], E]


def merge(
    kind: Kind[E],
    profile: UserProfile,
    choices: Sequence[Choice],
    sent: Mapping[int, tuple[Id, Record]],
    fallback: Sequence[E],
    limit: int,
) -> tuple[E, ...]:
    """At most `limit` entries, best first: the model's, and those of the fallback that it did not choose.

    `sent` holds id and record by place; choices of other places are passed over, and so is a choice with no true
    reason, neither the model's nor the algorithm's.
    """
    known = {kind.id_of(entry): entry for entry in fallback}
    chosen: dict[Id, E] = {}
    for choice in choices:
        candidate_id, record = sent.get(choice.place, (None, {}))
        if candidate_id is None or len(chosen) >= limit:
            continue
        entry = known.get(candidate_id)
        reasons = _complete(true_reasons(profile, record, choice.reasons), kind.reasons_of(entry) if entry else ())
        if reasons or entry:
            chosen[candidate_id] = kind.judge(entry, Judged(candidate_id, choice.score, reasons))
    rest = [entry for entry in fallback if kind.id_of(entry) not in chosen]
    complete = [*chosen.values(), *rest[: limit - len(chosen)]]
    # One scale for both, so one order; between equals the model's goes first.
    return tuple(sorted(complete, key=kind.score_of, reverse=True))


def _complete(reasons: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*reasons, *others)))[:MOST_REASONS]
