"""The ends of questions to the model, its purposes and its breaker, in words."""

from domain.model.breaker import BreakerState, BreakerView
from domain.model.outcomes import Outcome, Purpose
from web.admin.words import Pill

OUTCOMES = {
    Outcome.ANSWERED: "Answered",
    Outcome.PARTIAL: "Answered in part",
    Outcome.INVALID: "The answer could not be used",
    Outcome.REFUSED: "The model refused",
    Outcome.TIMED_OUT: "No answer in time",
    Outcome.CONNECTION: "No connection",
    Outcome.RATE_LIMITED: "Too many requests, said the service",
    Outcome.OVERLOADED: "The service is overloaded",
    Outcome.SERVER_ERROR: "The service failed",
    Outcome.BAD_REQUEST: "The service did not accept the request",
    Outcome.SPEND_LIMIT: "The account's spending limit is reached",
    Outcome.FORBIDDEN: "The key is not accepted",
    Outcome.EXPIRED: "The batch had no time for it",
    Outcome.CANCELED: "Withdrawn with its batch",
    Outcome.MISSING: "Not among the batch's results",
    Outcome.OUTDATED: "Answered for a state that has passed",
    Outcome.NO_MODEL: "No model is set",
    Outcome.NOTHING_TO_ASK: "There was nothing to ask",
    Outcome.BREAKER_OPEN: "Not asked: the breaker is open",
    Outcome.BUCKET_EMPTY: "Not asked: the bucket is empty",
    Outcome.EVENT_CAP: "Not asked: the event's cap is reached",
    Outcome.DAY_CAP: "Not asked: the day's cap is reached",
    Outcome.STATE_AWAY: "Not asked: Valkey or the database is away",
}
PURPOSES = {
    Purpose.SESSIONS: "Lists of sessions",
    Purpose.SPEAKERS: "Lists of speakers",
    Purpose.STARTERS: "Conversation starters",
    Purpose.INTRODUCTION: "Introductions",
    Purpose.ENRICHMENT: "Reading the programme",
}
BREAKER = {
    BreakerState.CLOSED: Pill("Closed", "check", "plain"),
    BreakerState.HALF_OPEN: Pill("Half open", "clock", "warn"),
    BreakerState.OPEN: Pill("Open", "alert", "bad"),
}


def outcome_words(outcome: str) -> str:
    """What was stored by a later version is shown as it is."""
    return next((words for known, words in OUTCOMES.items() if known.value == outcome), outcome)


def purpose_words(purpose: str) -> str:
    return next((words for known, words in PURPOSES.items() if known.value == purpose), purpose)


def breaker_words(view: BreakerView) -> str:
    """What the state means for who asks."""
    if view.state is BreakerState.CLOSED:
        several = "failure" if view.failures == 1 else "failures"
        return f"Calls go out. {view.failures} {several} in a row so far." if view.failures else "Calls go out."
    if view.state is BreakerState.HALF_OPEN:
        return "One call goes out to try; the others wait for how it ends. The algorithm answers."
    if view.needs_reset:
        return "Nobody calls until somebody closes it. The algorithm answers."
    return "Nobody calls. The algorithm answers."
