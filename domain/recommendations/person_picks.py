"""Read the people recommended to one person, as one query whatever their number.

Shown is what a participant tells everybody by taking part: name, profession, company, and what the two have to give
each other. No address, no list of what they saved; nobody who left the event or emptied their profile since.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.matching.people_results import PeopleSource, PersonBreakdown
from domain.matching.speaker_reasons import overlap_by
from domain.matching.term_key import term_key
from domain.tables import PersonRecommendation

MOST_PICKS = 50

_SELECT = """
SELECT r.person_id, users.name, coalesce(shown.title, them.role) AS role,
  coalesce(shown.company, them.company) AS company, shown.id IS NOT NULL AS is_speaker,
  EXISTS (SELECT FROM connection c WHERE c.user_a_id = least(r.user_id, r.person_id)
          AND c.user_b_id = greatest(r.user_id, r.person_id)) AS is_connected,
  r.match_score AS score, r.source, r.is_simulated, r.reasons, r.breakdown, r.introduction,
  r.introduction_method, r.generated_at,
  you.skills_needed AS own_needs, you.skills_to_offer || coalesce(own.expertise, ARRAY[]::text[]) AS own_offers,
  them.skills_needed AS their_needs,
  coalesce(them.skills_to_offer, ARRAY[]::text[]) || coalesce(shown.expertise || shown.offerings, ARRAY[]::text[])
    AS their_offers
FROM person_recommendation r
JOIN users ON users.id = r.person_id
LEFT JOIN profile them ON them.user_id = r.person_id
LEFT JOIN profile you ON you.user_id = r.user_id
LEFT JOIN speaker_profile shown ON shown.user_id = r.person_id AND shown.event_id = r.event_id
LEFT JOIN speaker_profile own ON own.user_id = r.user_id AND own.event_id = r.event_id
WHERE r.user_id = {} AND r.event_id = {}
  AND EXISTS (SELECT FROM registration g WHERE g.user_id = r.person_id AND g.event_id = r.event_id)
  AND (cardinality(them.interests || them.goals || them.skills_to_offer || them.skills_needed) > 0
       OR cardinality(shown.expertise || shown.offerings) > 0)
ORDER BY r.position, r.id LIMIT {}
"""


class PersonPick(Struct, frozen=True, kw_only=True):
    """One participant recommended to another.

    `for_you` are skills that the reader needs and the other offers, `for_them` the other way round, by both profiles
    as they are now and in the reader's spelling; both may be empty where it is their goals that meet.
    """

    person_id: UUID
    name: str
    role: str | None
    company: str | None
    is_speaker: bool
    is_connected: bool
    score: int
    source: PeopleSource
    is_simulated: bool
    reasons: tuple[str, ...]
    breakdown: PersonBreakdown
    introduction: str
    introduction_method: Literal["template", "llm"]
    for_you: tuple[str, ...]
    for_them: tuple[str, ...]
    generated_at: datetime


async def read_person_picks(user_id: UUID, event_id: UUID) -> tuple[PersonPick, ...]:
    """Everybody recommended to them in one event who can still be met, best first; who they know by now is marked."""
    rows = await PersonRecommendation.raw(_SELECT, user_id, event_id, MOST_PICKS)
    return tuple([_pick(row) for row in rows])


def _pick(row: dict[str, Any]) -> PersonPick:
    own_needs, own_offers, their_needs, their_offers = (
        row.pop(name) or () for name in ("own_needs", "own_offers", "their_needs", "their_offers")
    )
    for_you = overlap_by(term_key, own_needs, map(term_key, their_offers))
    for_them = overlap_by(term_key, own_offers, map(term_key, their_needs))
    return PersonPick(
        **{
            **row,
            "reasons": tuple(row["reasons"]),
            "breakdown": msgspec.json.decode(row["breakdown"], type=PersonBreakdown),
            "for_you": _without(for_you, for_them),
            "for_them": _without(for_them, for_you),
        }
    )


def _without(terms: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """What would go both ways is no exchange."""
    keys = {term_key(term) for term in others}
    return tuple(term for term in terms if term_key(term) not in keys)
