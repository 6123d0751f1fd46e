"""What the server may be told to do instead of answering well; each is a value that a plan takes.

Errors of the API (`rate_limited`, `overloaded` …), of the line (`silent`, `reset`, `half_body`, `slow` …), of the model
(`refusal`, `cut`, `answering` …), and, within a batch, of the time (`expired`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from local.model_server.errors import ApiError
from local.model_server.message_shapes import MessageParams


@dataclass(frozen=True)
class Answer:
    """What the model says, and why it ended. No text is no block at all; no tokens: as many as the text counts.

    An unbounded one goes on beyond `max_tokens`, as no real model can.
    """

    text: str | None
    stop_reason: str = "end_turn"
    output_tokens: int | None = None
    stop_sequence: str | None = None
    is_bounded: bool = True


Distortion = Callable[[Answer, MessageParams], Answer]


@dataclass(frozen=True)
class Fault:
    """One behaviour. `delay_seconds` pass before anything is sent, `body_seconds` while the body is sent.

    A `late_error` comes when half of a stream is sent, as an event.
    """

    name: str
    error: ApiError | None = None
    line: Literal["silent", "reset", "half_body", "stalled"] | None = None
    late_error: ApiError | None = None
    delay_seconds: float = 0.0
    body_seconds: float = 0.0
    distort: Distortion | None = None
    batch_result: Literal["expired", "canceled"] | None = None


WELL = Fault("well")


def rate_limited(retry_after: float | None = None) -> Fault:
    """429, with the seconds of `retry-after`, or without."""
    message = "This request would exceed your organization's rate limit. Please reduce your request rate."
    return Fault("rate_limited", ApiError(429, "rate_limit_error", message, retry_after=retry_after))


def spend_cap() -> Fault:
    """429 without `retry-after`: the month's threshold of the organization is crossed."""
    message = "Your organization has crossed its monthly API usage threshold. Contact sales to raise it."
    return Fault("spend_cap", ApiError(429, "rate_limit_error", message, code="enforced_spend_limit_reached"))


def usage_limit() -> Fault:
    """400: a limit that the organization has set for itself."""
    message = "You have reached your specified API usage limits. You will regain access on 2099-01-01 at 00:00 UTC."
    return Fault("usage_limit", ApiError(400, "invalid_request_error", message))


def no_credit() -> Fault:
    """402: the prepaid credit is spent."""
    return Fault("no_credit", ApiError(402, "billing_error", "Your credit balance is too low to access the API."))


def overloaded() -> Fault:
    return Fault("overloaded", ApiError(529, "overloaded_error", "Overloaded"))


def broken() -> Fault:
    return Fault("broken", ApiError(500, "api_error", "Internal server error"))


def gateway_timeout() -> Fault:
    return Fault("gateway_timeout", ApiError(504, "timeout_error", "The request timed out."))


def unauthorized() -> Fault:
    return Fault("unauthorized", ApiError(401, "authentication_error", "invalid x-api-key"))


def silent() -> Fault:
    """Takes the request and never says a word; ends when the client goes."""
    return Fault("silent", line="silent")


def reset() -> Fault:
    """The connection is reset before an answer."""
    return Fault("reset", line="reset")


def half_body() -> Fault:
    """The connection is lost in the middle of the answer."""
    return Fault("half_body", line="half_body")


def stalled() -> Fault:
    """Half of the answer, and then silence until the client goes."""
    return Fault("stalled", line="stalled")


def overloaded_midway() -> Fault:
    """Half of a stream, then an event that says 529: the status was sent long ago."""
    return Fault("overloaded_midway", late_error=ApiError(529, "overloaded_error", "Overloaded"))


def slow(seconds: float) -> Fault:
    """A good answer, so many seconds later."""
    return Fault("slow", delay_seconds=seconds)


def slow_body(seconds: float) -> Fault:
    """A good answer whose body trickles for so many seconds."""
    return Fault("slow_body", body_seconds=seconds)


def answering(text: str | None, stop_reason: str = "end_turn", *, is_bounded: bool = True) -> Fault:
    """The model says exactly this, up to `max_tokens`, or all of it."""
    answer = Answer(text, stop_reason, is_bounded=is_bounded)
    return Fault("answering", distort=lambda _answer, _params: answer)


def distorted(change: Callable[[str], str], name: str = "distorted") -> Fault:
    """The model's good answer, changed by a function."""
    return Fault(name, distort=lambda answer, _params: replace(answer, text=change(answer.text or "")))


def half_json() -> Fault:
    """The model's text breaks off in the middle, though it claims to have ended."""
    return distorted(lambda text: text[: len(text) // 2], "half_json")


def cut(tokens: int = 20) -> Fault:
    """`max_tokens` is reached in the middle of the text."""
    return Fault("cut", distort=lambda answer, _params: Answer((answer.text or "")[: tokens * 3], "max_tokens"))


def refusal() -> Fault:
    """The model refuses, with nothing said."""
    return Fault("refusal", distort=lambda _answer, _params: Answer(None, "refusal", output_tokens=1))


def empty() -> Fault:
    """A message without content."""
    return Fault("empty", distort=lambda _answer, _params: Answer(None, output_tokens=1))


def garbage() -> Fault:
    """Text full of control characters, direction marks, lone joiners, and far-off alphabets."""
    text = "\u202e{\u0000\ufeff\u200d\ud7ff\U0001f469\u200d\U0001f680\u0007\u0301\u0301} نص 𝔘𝔫𝔦 \u2028\u2029\ufffd"
    return Fault("garbage", distort=lambda _answer, _params: Answer(text))


def expired() -> Fault:
    """Within a batch: there was no time for this request."""
    return Fault("expired", batch_result="expired")


BY_NAME: dict[str, Callable[[], Fault]] = {
    make.__name__: make
    for make in (
        rate_limited,
        spend_cap,
        usage_limit,
        no_credit,
        overloaded,
        broken,
        gateway_timeout,
        unauthorized,
        silent,
        reset,
        half_body,
        stalled,
        overloaded_midway,
        half_json,
        cut,
        refusal,
        empty,
        garbage,
        expired,
    )
}
