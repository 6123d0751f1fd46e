"""Openings of a conversation, written by the model and filled up to three by the templates."""

from collections.abc import Sequence
from uuid import UUID

from domain.matching.facts import SpeakerFacts, UserProfile
from domain.matching.starters import complete_starters
from domain.model.answers import read_texts
from domain.model.gate import Answer, ask
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import Patience
from domain.model.records import profile_record, speaker_record
from domain.model.requests import starters_request
from domain.model.results import Starters
from domain.model.written import is_about, plain_text

STARTERS = 3


async def write_starters(
    model: Model | None,
    profile: UserProfile,
    speaker: SpeakerFacts,
    *,
    event_id: UUID | None,
    patience: Patience,
    attendee_name: str | None = None,
    speaker_name: str | None = None,
) -> Starters:
    """Three openings, said by the attendee to the speaker. Names never leave: they are filled in here.

    Never raises for a fault of the model: the templates answer.
    """
    if model is None:
        return _completed((), profile, speaker, Answer(Outcome.NO_MODEL))
    answer = await ask(model, starters_request(profile, speaker, model.fence), event_id=event_id, patience=patience)
    return read_starters(answer, profile, speaker, attendee_name, speaker_name)


def read_starters(
    answer: Answer,
    profile: UserProfile,
    speaker: SpeakerFacts,
    attendee_name: str | None = None,
    speaker_name: str | None = None,
) -> Starters:
    """An answer, checked and filled up by the templates without repeating."""
    if not answer.outcome.is_answer:
        return _completed((), profile, speaker, answer)
    names = {"attendee": attendee_name, "speaker": speaker_name}
    person, other = profile_record(profile), speaker_record(speaker)
    written = [
        text
        for said in read_texts(answer.text, "starters")
        if is_about(said, person, other) and (text := plain_text(said, names))
    ]
    return _completed(written[:STARTERS], profile, speaker, answer)


def _completed(written: Sequence[str], profile: UserProfile, speaker: SpeakerFacts, answer: Answer) -> Starters:
    texts = complete_starters(written, profile, speaker)
    if not written:
        reason = Outcome.INVALID if answer.outcome.is_answer else answer.outcome
        return Starters(texts, "template", False, reason)
    return Starters(texts, "llm", answer.is_simulated, answer.outcome)
