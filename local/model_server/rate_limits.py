"""The limits of an organization: buckets that fill all the time, told in headers, and refused with 429 when empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from local.model_server.errors import ApiError

MINUTE = 60.0


@dataclass(frozen=True)
class Limits:
    """Per minute. The defaults are so high that only a test which lowers them meets them."""

    requests: int = 50_000
    input_tokens: int = 50_000_000
    output_tokens: int = 10_000_000


class Bucket:
    """So much may be taken in a minute; what was taken comes back evenly."""

    def __init__(self, limit: int, now: datetime) -> None:
        self.limit = limit
        self._level = float(limit)
        self._at = now

    def level(self, now: datetime) -> float:
        passed = max(0.0, (now - self._at).total_seconds())
        self._level, self._at = min(float(self.limit), self._level + passed * self.limit / MINUTE), now
        return self._level

    def take(self, amount: float, now: datetime) -> None:
        self._level = self.level(now) - amount

    def full_at(self, now: datetime) -> datetime:
        return now + timedelta(seconds=(self.limit - self.level(now)) * MINUTE / self.limit)

    def seconds_until(self, amount: float, now: datetime) -> float:
        return max(0.0, (amount - self.level(now)) * MINUTE / self.limit)


class RateLimits:
    """The buckets of the one organization that there is here."""

    def __init__(self, limits: Limits, now: datetime) -> None:
        self._buckets = {
            "requests": Bucket(limits.requests, now),
            "input-tokens": Bucket(limits.input_tokens, now),
            "output-tokens": Bucket(limits.output_tokens, now),
        }

    def take_request(self, now: datetime) -> None:
        """Raises: ApiError 429 when the requests of this minute are spent, or its tokens."""
        wait = max(bucket.seconds_until(1, now) for bucket in self._buckets.values())
        if wait > 0:
            message = "This request would exceed your organization's rate limit per minute."
            raise ApiError(429, "rate_limit_error", message, retry_after=max(1.0, float(int(wait + 1))))
        self._buckets["requests"].take(1, now)

    def take_tokens(self, fresh_input: int, output: int, now: datetime) -> None:
        """What is read from the cache does not count."""
        self._buckets["input-tokens"].take(fresh_input, now)
        self._buckets["output-tokens"].take(output, now)

    def headers(self, now: datetime) -> dict[str, str]:
        told: dict[str, str] = {}
        for name, bucket in self._buckets.items():
            told |= told_of(name, bucket.limit, bucket.level(now), bucket.full_at(now))
        inputs, outputs = self._buckets["input-tokens"], self._buckets["output-tokens"]
        both = inputs.limit + outputs.limit, inputs.level(now) + outputs.level(now)
        return told | told_of("tokens", *both, max(inputs.full_at(now), outputs.full_at(now)))


def told_of(name: str, limit: int, remaining: float, reset_at: datetime) -> dict[str, str]:
    prefix = f"anthropic-ratelimit-{name}"
    moment = reset_at.replace(microsecond=0).isoformat().replace("+00:00", "Z")
    return {
        f"{prefix}-limit": str(limit),
        f"{prefix}-remaining": str(max(0, int(remaining))),
        f"{prefix}-reset": moment,
    }
