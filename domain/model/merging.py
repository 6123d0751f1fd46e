"""The model's choice of a shortlist, completed by the algorithm's list."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from domain.matching.facts import Id, UserProfile
from domain.model.answers import Choice
from domain.model.distinct_reasons import distinct_reasons
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

    `sent` holds id and record by place; choices of other places are passed over. Without a reason that is true, the
    model can neither bring in what the algorithm did not find nor raise its score.
    """
    known = {kind.id_of(entry): entry for entry in fallback}
    chosen: dict[Id, E] = {}
    for choice in choices:
        candidate_id, record = sent.get(choice.place, (None, {}))
        if candidate_id is None or len(chosen) >= limit:
            continue
        judged = _judged(profile, choice, candidate_id, record)
        entry = known.get(candidate_id)
        if judged.reasons or entry:
            chosen[candidate_id] = kind.judge(entry, _agreed(profile, judged, kind, entry))
    rest = [entry for entry in fallback if kind.id_of(entry) not in chosen]
    complete = [*chosen.values(), *rest[: limit - len(chosen)]]
    # One scale for both, so one order; between equals the model's goes first.
    return tuple(sorted(complete, key=kind.score_of, reverse=True))


def _judged(profile: UserProfile, choice: Choice, candidate_id: Id, record: Record) -> Judged:
    return Judged(candidate_id, choice.score, true_reasons(profile, record, choice.reasons))


def _agreed(profile: UserProfile, judged: Judged, kind: Kind[E], entry: E | None) -> Judged:
    """With the algorithm's reasons after the model's. A judgement without a true reason raises no score."""
    if entry is None:
        return Judged(judged.id, judged.score, distinct_reasons(profile, judged.reasons))
    score = judged.score if judged.reasons else min(judged.score, kind.score_of(entry))
    reasons = distinct_reasons(profile, (*judged.reasons, *kind.reasons_of(entry)))
    return Judged(judged.id, score, reasons[:MOST_REASONS])
