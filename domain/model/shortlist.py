"""Which sessions the model is shown for one person: the algorithm's best, and a spread of the others."""

from collections.abc import Collection, Sequence

from domain.matching.facts import Id, SessionFacts
from domain.matching.results import SessionRecommendation

SHORTLIST = 30


def shortlist(
    programme: Sequence[SessionFacts],
    ranked: Sequence[SessionRecommendation],
    excluded: Collection[Id] = (),
    size: int = SHORTLIST,
) -> list[SessionFacts]:
    """`size` sessions, or all that there are: those ranked, best first, then others from all over the programme.

    The others are what no word led to: a model knows that neural networks are machine learning.
    """
    by_id = {session.id: session for session in programme}
    chosen = [by_id[entry.session_id] for entry in ranked if entry.session_id in by_id][:size]
    seen = {session.id for session in chosen} | set(excluded)
    others = [session for session in programme if session.id not in seen]
    missing = min(size - len(chosen), len(others))
    return chosen + [others[place * len(others) // missing] for place in range(missing)]
