"""Why a session is not in somebody's list, or not higher: only what is true of the two."""

from collections.abc import Collection, Iterator

import numpy as np
from msgspec import Struct

from domain.matching.evidence import scores_of
from domain.matching.facts import Id, SessionFacts, UserProfile
from domain.matching.hybrid import ProgrammeIndex, Ranked, rank
from domain.matching.profile_reasons import goals_served, interests_met
from domain.matching.quotes import quote
from domain.matching.recommendations import LEAST_SCORE
from domain.matching.term_key import term_key

EVERYTHING = 1 << 30


class WhyNot(Struct, frozen=True):
    """`place` is 1 for the best session, None for one that cannot be recommended; `score` is 0 to 100.

    `reasons` is empty if nothing keeps the session from the first place; `lacking` is what the session itself lacks,
    wherever it stands.
    """

    place: int | None
    score: int
    is_listed: bool
    reasons: tuple[str, ...]
    lacking: tuple[str, ...] = ()


class Circumstances(Struct, frozen=True, kw_only=True):
    """What the programme's facts do not tell."""

    is_cancelled: bool = False
    is_over: bool = False
    is_dismissed: bool = False


TAKES_PLACE = Circumstances()


def why_not(
    index: ProgrammeIndex,
    profile: UserProfile,
    session_id: Id,
    *,
    history: Collection[Id] = (),
    excluded: Collection[Id] = (),
    circumstances: Circumstances = TAKES_PLACE,
    limit: int = 10,
) -> WhyNot:
    """Compare a session with the others for one person, by the ranker that makes the lists of `limit`.

    `history` and `excluded` are as in `recommend`. A session that the index does not know has a score of 0.
    """
    position = index.programme.position_of.get(session_id)
    barred = list(_circumstances(circumstances))
    if position is None:
        return WhyNot(None, 0, False, tuple(barred) or ("It is not among the sessions that take place",))
    others = {profile.user_id: [one for one in excluded if one != session_id]}
    [ranked] = rank(index, [profile], EVERYTHING, others, {profile.user_id: history})
    score = int(scores_of(ranked.totals[0, position : position + 1])[0])
    place = _place(ranked, position)
    if barred or session_id in excluded:
        return WhyNot(None, score, False, tuple(barred) or ("You hid it",))
    if place is None:
        return WhyNot(None, score, False, tuple(_repeated(index, ranked, position)))
    is_listed = place <= limit and score >= LEAST_SCORE
    lacking = tuple(_lacking(index, profile, position))
    reasons = () if place == 1 and is_listed else (*lacking, *_outranked(ranked, place, score, limit))
    return WhyNot(place, score, is_listed, reasons, lacking)


def _circumstances(known: Circumstances) -> Iterator[str]:
    if known.is_cancelled:
        yield "It was cancelled"
    if known.is_over:
        yield "It is over"
    if known.is_dismissed:
        yield "You hid it"


def _place(ranked: Ranked, position: int) -> int | None:
    [places] = np.nonzero(ranked.best.columns == position)
    return int(places[0]) + 1 if len(places) else None


def _repeated(index: ProgrammeIndex, ranked: Ranked, position: int) -> Iterator[str]:
    listed = set(ranked.best.columns.tolist())
    for group in index.text.repeats:
        if position in group and (kept := listed.intersection(group.tolist())):
            title = index.programme.sessions[min(kept)].title
            yield f"It is held more than once, and of these times a list takes {quote(title)}"


def _lacking(index: ProgrammeIndex, profile: UserProfile, position: int) -> Iterator[str]:
    session = index.programme.sessions[position]
    if not profile.interests:
        yield "You named no interests"
    elif not any(interests_met(index, profile, position)):
        yield "None of your interests is a topic of it or occurs in its text"
    yield from _level(session, profile)
    yield from _audience(session, profile)
    if profile.goals and not any(goals_served(session, profile)):
        yield "Its outcomes serve none of your goals"


def _level(session: SessionFacts, profile: UserProfile) -> Iterator[str]:
    wanted = profile.preferred_difficulty
    if wanted and session.difficulty and session.difficulty != wanted:
        yield f"Its level is {session.difficulty}, and you prefer {wanted}"


def _audience(session: SessionFacts, profile: UserProfile) -> Iterator[str]:
    audience = {term_key(name) for name in session.target_audience}
    if profile.role and audience and term_key(profile.role) not in audience:
        named = ", ".join(quote(name) for name in session.target_audience[:2])
        yield f"It is meant for others than your role: {named}"


def _outranked(ranked: Ranked, place: int, score: int, limit: int) -> Iterator[str]:
    if score < LEAST_SCORE:
        yield f"It scores {score} of 100, and a recommendation needs {LEAST_SCORE}"
    if place > 1:
        above = scores_of(ranked.totals[0, ranked.best.columns[: min(place - 1, limit)]])
        last, count = int(above[-1]), place - 1
        better = "1 session suits" if count == 1 else f"{count} sessions suit"
        which = "the last in your list" if count >= limit else "the last of them"
        yield f"{better} you better: {which} scores {last}, this one {score}"
