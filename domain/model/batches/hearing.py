"""What one line of a batch's results says, whatever its shape."""

from typing import Any

from msgspec import Struct

from domain.model.answers import read_items
from domain.model.faults import outcome_of_type
from domain.model.gate import Answer
from domain.model.heard import Heard, hear_message
from domain.model.outcomes import Outcome
from domain.model.prices import Usage

_UNANSWERED = {"expired": Outcome.EXPIRED, "canceled": Outcome.CANCELED}


class Said(Struct, frozen=True):
    """An answer, unchecked, and its tokens."""

    answer: Answer
    usage: Usage = Usage()


def hear(line: Any, answer_key: str, *, is_simulated: bool) -> Said:
    """Of the SDK's `MessageBatchIndividualResponse`, which it builds without a check."""
    result = getattr(line, "result", None)
    kind = getattr(result, "type", None)
    if kind == "succeeded":
        return _hear_message(getattr(result, "message", None), answer_key, is_simulated)
    outcome = _UNANSWERED.get(str(kind), Outcome.INVALID)
    if kind == "errored":
        error = getattr(getattr(result, "error", None), "error", None)
        outcome = outcome_of_type(getattr(error, "type", None))
    return Said(Answer(outcome, is_simulated=is_simulated))


def _hear_message(message: Any, answer_key: str, is_simulated: bool) -> Said:
    try:
        heard = hear_message(message)
    except (AttributeError, TypeError):
        return Said(Answer(Outcome.INVALID, is_simulated=is_simulated))
    outcome = _outcome(heard, answer_key)
    return Said(Answer(outcome, heard.text if outcome.is_answer else "", is_simulated), heard.usage)


def _outcome(heard: Heard, answer_key: str) -> Outcome:
    if heard.stop_reason == "refusal":
        return Outcome.REFUSED
    if not read_items(heard.text, answer_key):
        return Outcome.INVALID
    return Outcome.ANSWERED if heard.stop_reason in ("end_turn", "stop_sequence") else Outcome.PARTIAL
