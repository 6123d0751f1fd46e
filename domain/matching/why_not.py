"""Why a session is not among somebody's best, or not higher: its score, its place, and what does not speak for it."""

from collections.abc import Collection, Iterator

import numpy as np
from msgspec import Struct

from domain.matching.evidence import SOURCES, breakdowns_of, scores_of
from domain.matching.facts import Id, SessionFacts, UserProfile
from domain.matching.hybrid import ProgrammeIndex, Ranked, rank
from domain.matching.hybrid_reasons import reasons_of
from domain.matching.quotes import quote
from domain.matching.results import Breakdown

NAMED = 3


class WhyNot(Struct, frozen=True):
    """One session for one person, as `recommend` would judge it.

    `place` is 1 for the best of all `of` sessions, counted without what the person dismissed; None where no evidence
    speaks for it. `reasons` are for it, `against` sentences that say what is missing: all are true of the pair.
    """

    score: int
    breakdown: Breakdown
    reasons: tuple[str, ...]
    place: int | None
    of: int
    against: tuple[str, ...]


def why_not(
    index: ProgrammeIndex,
    profile: UserProfile,
    session_id: Id,
    history: Collection[Id] = (),
    dismissed: Collection[Id] = (),
) -> WhyNot | None:
    """Rank the whole programme for one person, and say where this session is; None if it is not in the programme."""
    column = index.programme.position_of.get(session_id)
    if column is None:
        return None
    others = frozenset(dismissed) - {session_id}
    [ranked] = rank(index, [profile], len(index.programme), {profile.user_id: others}, {profile.user_id: history})
    row, columns = np.zeros(1, dtype=np.intp), np.array([column], dtype=np.intp)
    scores = scores_of(ranked.totals[row, columns])
    evidence = ranked.evidence.of_pairs(row, columns)
    [breakdown] = breakdowns_of(evidence, scores)
    [reasons] = reasons_of(index, ranked, 0, [column], [breakdown])
    missing = {source for source, share in zip(SOURCES, evidence[0].tolist(), strict=True) if share <= 0}
    return WhyNot(
        score=int(scores[0]),
        breakdown=breakdown,
        reasons=reasons if scores[0] else (),
        place=_place(index, ranked, column) if scores[0] else None,
        of=len(index.programme),
        against=tuple(_against(index.programme.sessions[column], profile, missing, is_known=bool(history))),
    )


def _place(index: ProgrammeIndex, ranked: Ranked, column: int) -> int:
    """Of a session that is held again and again only the best is ranked: its place is that of all."""
    group = next((group for group in index.text.repeats if column in group), np.array([column]))
    return int(np.flatnonzero(np.isin(ranked.best.columns, group))[0]) + 1


def _against(session: SessionFacts, profile: UserProfile, missing: Collection[str], *, is_known: bool) -> Iterator[str]:
    """What could speak for it and does not, the weightiest first."""
    if not (profile.interests or profile.skills_needed or profile.about or is_known):
        yield "You have not told what interests you, nor saved anything, so little can speak for any session."
    if profile.interests and "interests" in missing:
        yield f"None of your interests is one of its topics{_named(session.tags)}."
    if not is_known and "text" in missing and (profile.interests or profile.skills_needed or profile.about):
        yield "Its title and abstract share no word with what you wrote."
    if profile.skills_needed and "skills" in missing:
        yield "It does not say that it teaches a skill you need."
    if profile.goals and "goals" in missing:
        yield "What one learns there serves none of your goals, as far as it says."
    if profile.preferred_difficulty and session.difficulty and "difficulty" in missing:
        yield f"Its level is {session.difficulty}, and you prefer {profile.preferred_difficulty}."
    if profile.role and session.target_audience and "role" in missing:
        yield f"It is made for others than your role{_named(session.target_audience)}."
    if is_known and "collaborative" in missing:
        yield "People who chose what you chose did not choose it more than others did."


def _named(terms: Collection[str]) -> str:
    return f" ({', '.join(quote(term) for term in list(terms)[:NAMED])})" if terms else ""
