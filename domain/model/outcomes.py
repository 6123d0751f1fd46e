"""How a question to the model ended, or why it was never asked."""

from enum import StrEnum


class Outcome(StrEnum):
    """The closed set of ends; the values are stored."""

    # asked, and answered at least in part
    ANSWERED = "answered"
    PARTIAL = "partial"
    # asked, and no answer that could be used
    INVALID = "invalid_answer"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    CONNECTION = "connection_failed"
    RATE_LIMITED = "rate_limited"
    OVERLOADED = "overloaded"
    SERVER_ERROR = "server_error"
    BAD_REQUEST = "bad_request"
    SPEND_LIMIT = "spend_limit"
    FORBIDDEN = "forbidden"
    # of a batch's requests: no time for it, withdrawn, not among the results, or answered for a state that has passed
    EXPIRED = "expired"
    CANCELED = "canceled"
    MISSING = "missing"
    OUTDATED = "outdated"
    # not asked
    NO_MODEL = "no_model"
    NOTHING_TO_ASK = "nothing_to_ask"
    BREAKER_OPEN = "breaker_open"
    BUCKET_EMPTY = "bucket_empty"
    EVENT_CAP = "event_cap"
    DAY_CAP = "day_cap"
    STATE_AWAY = "state_away"

    @property
    def is_answer(self) -> bool:
        return self in (Outcome.ANSWERED, Outcome.PARTIAL)


class Purpose(StrEnum):
    """What a call is for; the values are stored."""

    SESSIONS = "sessions"
    SPEAKERS = "speakers"
    STARTERS = "starters"
    INTRODUCTION = "introduction"
    ENRICHMENT = "enrichment"
