"""Ten sessions for each person: those of the specification's algorithm first, completed by text similarity."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.matching.facts import Id, SessionFacts, UserProfile
from domain.matching.programme import Programme, describe_programme
from domain.matching.results import SessionRecommendation
from domain.matching.sessions import NOTHING_EXCLUDED, Excluded, match_programme
from domain.matching.text_index import TextIndex, index_text
from domain.matching.text_matches import match_text


@dataclass(frozen=True)
class ProgrammeIndex:
    """Everything about a programme that does not depend on people: build it once per revision, use it for all."""

    programme: Programme
    text: TextIndex


def index_programme(sessions: Sequence[SessionFacts]) -> ProgrammeIndex:
    """Index the sessions that can be recommended; a second for a thousand of them. Order decides between equals."""
    return ProgrammeIndex(describe_programme(sessions), index_text(sessions))


def recommend(
    index: ProgrammeIndex,
    profiles: Sequence[UserProfile],
    limit: int = 10,
    excluded: Excluded = NOTHING_EXCLUDED,
) -> list[list[SessionRecommendation]]:
    """At most `limit` sessions for each person, in the order of the profiles.

    First the matches of the specification with its scores and order, then the nearest texts. `excluded` names by user
    id the sessions not to recommend (dismissed, cancelled). Fewer than `limit` where nothing else shares a word with
    what the person wrote.
    """
    found = match_programme(index.programme, profiles, limit, excluded)
    lacking = [place for place, matches in enumerate(found) if len(matches) < limit]
    completions = match_text(
        index.programme,
        index.text,
        [profiles[place] for place in lacking],
        limit,
        {profiles[place].user_id: _not_again(profiles[place].user_id, found[place], excluded) for place in lacking},
    )
    for place, texts in zip(lacking, completions, strict=True):
        found[place].extend(texts[: limit - len(found[place])])
    return found


def _not_again(user_id: Id, matches: list[SessionRecommendation], excluded: Excluded) -> set[Id]:
    return {*excluded.get(user_id, ()), *(match.session_id for match in matches)}
