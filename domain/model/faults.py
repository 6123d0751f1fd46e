"""What an error of the SDK means: for the answer, and for whether anybody should ask again soon."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from msgspec import Struct

from domain.model.outcomes import Outcome

_SPENT = re.compile(r"spend|credit balance|usage limit|usage threshold|billing", re.IGNORECASE)
_BY_STATUS = {
    401: Outcome.FORBIDDEN,
    402: Outcome.SPEND_LIMIT,
    403: Outcome.FORBIDDEN,
    # the model's name is not known to the API, or not any more
    404: Outcome.FORBIDDEN,
    408: Outcome.TIMED_OUT,
    429: Outcome.RATE_LIMITED,
    504: Outcome.TIMED_OUT,
    529: Outcome.OVERLOADED,
}
_BY_TYPE = {
    "overloaded_error": Outcome.OVERLOADED,
    "rate_limit_error": Outcome.RATE_LIMITED,
    "timeout_error": Outcome.TIMED_OUT,
    "api_error": Outcome.SERVER_ERROR,
    "authentication_error": Outcome.FORBIDDEN,
    "permission_error": Outcome.FORBIDDEN,
    "billing_error": Outcome.SPEND_LIMIT,
    "invalid_request_error": Outcome.BAD_REQUEST,
}
_UNTIL_RESET = frozenset({Outcome.SPEND_LIMIT, Outcome.FORBIDDEN})


class Fault(Struct, frozen=True):
    """How a call failed. `pause` is what the service asked for; `message` is for operators."""

    outcome: Outcome
    message: str
    pause: timedelta | None = None

    @property
    def is_failure(self) -> bool:
        """Whether it says something of the service, and not of this request alone."""
        return self.outcome not in (Outcome.BAD_REQUEST, Outcome.REFUSED, Outcome.INVALID)

    @property
    def until_reset(self) -> bool:
        """Whether only a person can help."""
        return self.outcome in _UNTIL_RESET


def fault_of(error: Exception, now: datetime) -> Fault:
    """The meaning of an error raised by the SDK or by the line below it."""
    status, headers = getattr(error, "status_code", None), _headers(error)
    message = str(getattr(error, "api_message", None) or error) or type(error).__name__
    if not isinstance(status, int):
        return Fault(_outcome_of_line(error), message)
    pause = read_pause(headers, now)
    return Fault(_outcome(status, error, message, pause), message, pause)


def outcome_of_type(error_type: object) -> Outcome:
    """The meaning of an error that is told without a status, within a stream or a batch."""
    return _BY_TYPE.get(str(error_type), Outcome.SERVER_ERROR)


def read_pause(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """`retry-after`, in seconds or as a date; None if it is absent or makes no sense. Source: RFC 9110, 10.2.3."""
    written = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", written):
        return timedelta(seconds=float(written))
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError):
        return None
    return max(timedelta(), (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now)


def _outcome(status: int, error: Exception, message: str, pause: timedelta | None) -> Outcome:
    code = str(getattr(error, "error_code", None) or "")
    is_spent = "spend_limit" in code or (status in (400, 429) and pause is None and _SPENT.search(message))
    if is_spent:
        return Outcome.SPEND_LIMIT
    # Within a stream an error comes under the status 200, which says nothing.
    if status < 400:
        return outcome_of_type(getattr(error, "type", None))
    return _BY_STATUS.get(status, Outcome.SERVER_ERROR if status >= 500 else Outcome.BAD_REQUEST)


def _outcome_of_line(error: Exception) -> Outcome:
    """Of an error that no answer of the API gave."""
    if "timeout" in type(error).__name__.lower():
        return Outcome.TIMED_OUT
    # What the SDK does not take is our fault; an answer that it cannot read is the service's.
    if isinstance(error, TypeError):
        return Outcome.BAD_REQUEST
    return Outcome.SERVER_ERROR if isinstance(error, ValueError) else Outcome.CONNECTION


def _headers(error: Exception) -> Mapping[str, str]:
    response: Any = getattr(error, "response", None)
    headers: Mapping[str, str] = getattr(response, "headers", {})
    return headers
