"""A filter in words, so that nobody acts on jobs that they did not mean."""

from uuid import UUID

import msgspec

from domain.work.by_hand.choice import Choice, Picked
from domain.work.filter import JobFilter
from domain.work.subjects import name_subjects
from web.admin.words import shortened

LONGEST_ERROR = 200


async def name_filter(wanted: JobFilter) -> dict[UUID, str]:
    """What the ids of a filter are called; one query, none without ids."""
    ids = [str(found) for found in (wanted.event_id, wanted.person_id) if found]
    return await name_subjects([msgspec.json.encode(dict(enumerate(ids))).decode()]) if ids else {}


def filter_words(wanted: JobFilter, names: dict[UUID, str], said: str = "") -> tuple[str, ...]:
    """Each thing that the filter asks for, but for the states; () where it asks for nothing.

    `said` is the text of the error that it asks for, where that is known.
    """
    error = f"“{shortened(said, LONGEST_ERROR).rstrip('.')}”" if said else wanted.error
    words = {
        f"of the kind {wanted.name}": wanted.name,
        f"in the queue {wanted.queue}": wanted.queue,
        f"with the id {wanted.job_id}": wanted.job_id,
        f"of the event {_named(wanted.event_id, names)}": wanted.event_id,
        f"for {_named(wanted.person_id, names)}": wanted.person_id,
        f"with the error {error}": wanted.error,
        f"with “{wanted.text}” among their arguments": wanted.text,
        f"asked for since {wanted.since:%-d %b %Y %H:%M} UTC" if wanted.since else "": wanted.since,
        f"asked for before {wanted.until:%-d %b %Y %H:%M} UTC" if wanted.until else "": wanted.until,
    }
    return tuple([text for text, given in words.items() if given])


def choice_words(choice: Choice, names: dict[UUID, str], said: str = "") -> tuple[str, ...]:
    """As `filter_words`."""
    if isinstance(choice, Picked):
        return ("chosen one by one",)
    return filter_words(choice.filter, names, said)


def _named(found: UUID | None, names: dict[UUID, str]) -> str:
    return names.get(found, str(found)) if found else ""
