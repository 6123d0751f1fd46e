"""An introduction of two people to each other, written by the model, or else out of the template."""

from uuid import UUID

from domain.matching.facts import PersonFacts
from domain.model.answers import read_texts
from domain.model.gate import Answer, ask
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import Patience
from domain.model.records import person_record
from domain.model.requests import introduction_request
from domain.model.results import Introduction
from domain.model.written import is_about, plain_text


async def write_introduction(
    model: Model | None,
    first: PersonFacts,
    second: PersonFacts,
    template: str,
    *,
    event_id: UUID | None,
    patience: Patience,
    other_name: str | None = None,
) -> Introduction:
    """A sentence or two to the first about the second, whose name never leaves; else the `template`.

    Never raises for a fault of the model.
    """
    if model is None:
        return Introduction(template, "template", False, Outcome.NO_MODEL)
    answer = await ask(model, introduction_request(first, second, model.fence), event_id=event_id, patience=patience)
    return read_introduction(answer, first, second, template, other_name)


def read_introduction(
    answer: Answer, first: PersonFacts, second: PersonFacts, template: str, other_name: str | None = None
) -> Introduction:
    """An answer, checked."""
    if not answer.outcome.is_answer:
        return Introduction(template, "template", False, answer.outcome)
    person, other = person_record(first), person_record(second)
    for said in read_texts(answer.text, "introduction"):
        text = plain_text(said, {"other": other_name})
        if text and is_about(said, person, other):
            return Introduction(text, "llm", answer.is_simulated, answer.outcome)
    return Introduction(template, "template", False, Outcome.INVALID)
