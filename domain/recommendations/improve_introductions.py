"""Let the model write how one person is introduced to the first people of their list, after the template did."""

import asyncio
from typing import Any
from uuid import UUID

from domain.matching.facts import Id, PersonFacts
from domain.model.introductions import write_introduction
from domain.model.opening import Model
from domain.model.patience import Patience
from domain.model.results import Introduction
from domain.recommendations.acquaintances import read_names
from domain.recommendations.person_facts import read_person_facts
from domain.tables import PersonRecommendation

INTRODUCED = 3
# Without a snooze: the template is there.
PATIENCE = Patience(20.0)

_READ = """
SELECT person_id, introduction FROM person_recommendation
WHERE user_id = {} AND event_id = {} ORDER BY position LIMIT {}
"""

# Not in place of what was made meanwhile for a newer profile.
_WRITE = """
UPDATE person_recommendation SET introduction = {}, introduction_method = 'llm', is_simulated = {}
WHERE user_id = {} AND event_id = {} AND person_id = {} AND introduction = {}
"""


async def improve_introductions(model: Model | None, user_id: UUID, event_id: UUID) -> int:
    """Ask for the first three of the stored list, and store what can be used; how many that were. Idempotent.

    No transaction is open while the model thinks.
    """
    rows = await PersonRecommendation.raw(_READ, user_id, event_id, INTRODUCED)
    if model is None or not rows:
        return 0
    people = [user_id, *(row["person_id"] for row in rows)]
    facts = {person.profile.user_id: person for person in await read_person_facts(event_id, people)}
    names = await read_names(people, event_id)
    introductions = await asyncio.gather(
        *(
            _write(model, facts, user_id, row, event_id, names[row["person_id"]].name)
            for row in rows
            if row["person_id"] in facts and row["person_id"] in names and user_id in facts
        )
    )
    return sum(introductions)


async def _write(
    model: Model, facts: dict[Id, PersonFacts], user_id: UUID, row: dict[str, Any], event_id: UUID, name: str
) -> bool:
    other, template = row["person_id"], row["introduction"]
    written: Introduction = await write_introduction(
        model, facts[user_id], facts[other], template, event_id=event_id, patience=PATIENCE, other_name=name
    )
    if written.method == "llm":
        await PersonRecommendation.raw(_WRITE, written.text, written.is_simulated, user_id, event_id, other, template)
    return written.method == "llm"
