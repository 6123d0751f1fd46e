"""Which answers about people's lists are still wanted when a batch has ended."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from domain.model.batches.shapes import Answered, StoredBatch
from domain.model.outcomes import Outcome
from domain.recommendations.attendees import lock_participants
from domain.tables import Registration

_NEWER = """
SELECT user_id FROM {table} WHERE event_id = {{}} AND user_id = ANY({{}})
GROUP BY user_id HAVING max(generated_at) > {{}}
"""


async def still_wanted(batch: StoredBatch, answered: Sequence[Answered], table: str) -> dict[UUID, Answered]:
    """By user, of those who still take part and have no list in that table that is newer than the batch.

    They are held until the end of the transaction.
    """
    by_user = {each.asked.subject_id: each for each in answered}
    people = await lock_participants(list(by_user), batch.event_id)
    rows = await Registration.raw(_NEWER.format(table=table), batch.event_id, people, batch.created_at)
    newer = {row["user_id"] for row in rows}
    return {user_id: by_user[user_id] for user_id in people if user_id not in newer}


def all_outcomes(
    answered: Iterable[Answered], wanted: Mapping[UUID, Answered], found: Mapping[UUID, Outcome]
) -> dict[UUID, Outcome]:
    """By request; `found` is by user, and who is not in it was not wanted any more."""
    outdated = {each.asked.id: Outcome.OUTDATED for each in answered}
    return {**outdated, **{wanted[user_id].asked.id: outcome for user_id, outcome in found.items()}}
