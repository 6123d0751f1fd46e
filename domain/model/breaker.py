"""A circuit breaker shared by all processes through Redis: after five failures nobody calls until one probe succeeds.

Each step is one Lua script, so that of many workers exactly one probes. Source: M. Nygard, "Release It!", 2018,
"Circuit Breaker"; why not an existing one: `docs/decisions/0012-a-breaker-of-our-own.md`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from msgspec import Struct
from redis.asyncio import Redis

FAILURES = 5
OPEN_FOR = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=5)
# A probe of which nothing was heard, because its process died, keeps others away no longer than this.
PROBE_LEASE = timedelta(seconds=45)

_CLOCK = """
local now = tonumber(ARGV[1])
if not now then
  local clock = redis.call('TIME')
  now = tonumber(clock[1]) + tonumber(clock[2]) / 1000000
end
local function get(name) return redis.call('HGET', KEYS[1], name) end
local function set(...) redis.call('HSET', KEYS[1], ...) end
local held, until_ = get('held') == '1', tonumber(get('until') or '')
"""

# now, token, lease → closed, open, or probe
_ADMIT = f"""{_CLOCK}
if held then return 'open' end
if not until_ then return 'closed' end
local probing = tonumber(get('probe_until') or '')
if now < until_ or (probing and now < probing) then return 'open' end
set('probe', ARGV[2], 'probe_until', now + tonumber(ARGV[3]))
return 'probe'
"""

# now, token
_SUCCEED = f"""{_CLOCK}
if held then return end
if not until_ then redis.call('HDEL', KEYS[1], 'failures') end
if until_ and get('probe') == ARGV[2] then redis.call('DEL', KEYS[1]) end
"""

# now, token
_RELEASE = f"""{_CLOCK}
if get('probe') == ARGV[2] then redis.call('HDEL', KEYS[1], 'probe', 'probe_until') end
"""

# now, token, threshold, seconds to open, seconds asked for, held, reason
_FAIL = f"""{_CLOCK}
if held then return end
local asked, reason = tonumber(ARGV[5]), ARGV[7]
local failures = tonumber(get('failures') or '0')
local is_probe = until_ and get('probe') == ARGV[2]
local pause = asked
if not until_ or is_probe then
  failures = failures + 1
  set('failures', failures)
  if is_probe or failures >= tonumber(ARGV[3]) then pause = math.max(asked, tonumber(ARGV[4])) end
end
if is_probe then redis.call('HDEL', KEYS[1], 'probe', 'probe_until') end
if ARGV[6] == '1' then
  redis.call('HDEL', KEYS[1], 'until', 'probe', 'probe_until')
  set('held', '1', 'since', now, 'reason', reason)
elseif pause > 0 and now + pause > (until_ or 0) then
  if not until_ then set('since', now) end
  set('until', now + pause, 'reason', reason)
end
"""

_READ = f"""{_CLOCK}
local probing = tonumber(get('probe_until') or '')
local state = 'closed'
if held then state = 'open' elseif until_ then state = now < until_ and 'open' or 'half-open' end
return cjson.encode({{state = state, held = held, failures = tonumber(get('failures') or '0'),
  since = get('since'), reason = get('reason'), ['until'] = get('until'),
  probing = (probing and now < probing) or false}})
"""


class BreakerState(StrEnum):
    """The three states of a breaker."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


class BreakerView(Struct, frozen=True):
    """What an operator sees. Open without `until` means: until somebody resets it; `reason` says why it opened."""

    state: BreakerState
    failures: int
    since: datetime | None = None
    until: datetime | None = None
    reason: str | None = None
    is_probing: bool = False

    @property
    def needs_reset(self) -> bool:
        return self.state == BreakerState.OPEN and self.until is None


class Admission(Struct, frozen=True):
    """Whether a call may be made; who probes says so by the token when they report."""

    is_allowed: bool
    token: str = ""


@dataclass(frozen=True)
class Breaker:
    """The breaker of one name, such as a model's. `clock` gives seconds since the epoch; without it, Redis does.

    Each method raises `RedisError` or `OSError` when Redis is away.
    """

    redis: Redis
    name: str
    clock: Callable[[], float] | None = None

    async def admit(self) -> Admission:
        """Ask to call. When an open time has passed, one asker gets to probe, and all others are refused meanwhile."""
        token = uuid4().hex
        answer = await self._run(_ADMIT, token, PROBE_LEASE.total_seconds())
        return Admission(answer != b"open", token if answer == b"probe" else "")

    async def succeed(self, admission: Admission) -> None:
        """Forget the failures; a probe closes the breaker."""
        await self._run(_SUCCEED, admission.token)

    async def release(self, admission: Admission) -> None:
        """The call was not made, or says nothing about the service: somebody else may probe."""
        await self._run(_RELEASE, admission.token or "-")

    async def fail(
        self, admission: Admission, reason: str, *, pause: timedelta | None = None, until_reset: bool = False
    ) -> None:
        """Count a failure. The fifth in a row, or a probe's, opens for 30 s.

        `pause` is what the service asked for: nobody calls for so long, and for no more than five minutes.
        `until_reset` opens until an operator resets it.
        """
        asked = min(max(pause or timedelta(), timedelta()), LONGEST_PAUSE).total_seconds()
        held = "1" if until_reset else "0"
        await self._run(_FAIL, admission.token, FAILURES, OPEN_FOR.total_seconds(), asked, held, reason[:300])

    async def read(self) -> BreakerView:
        """How it stands."""
        found = json.loads(await self._run(_READ))
        return BreakerView(
            BreakerState(found["state"]),
            int(found["failures"]),
            _moment(found["since"]),
            _moment(found["until"]),
            found["reason"] or None,
            found["probing"],
        )

    async def reset(self) -> None:
        """Close it, as an operator does who knows that the reason is gone."""
        await self.redis.delete(self._key)

    @property
    def _key(self) -> str:
        return f"hallway:breaker:{self.name}"

    async def _run(self, script: str, *arguments: str | float) -> bytes:
        now = "" if self.clock is None else repr(self.clock())
        # redis-py types its asynchronous commands as if they might be synchronous.
        answer: object = await self.redis.eval(script, 1, self._key, now, *map(str, arguments))  # type: ignore[misc]
        return answer if isinstance(answer, bytes) else str(answer or "").encode()


def _moment(seconds: str | bool | None) -> datetime | None:
    return datetime.fromtimestamp(float(seconds), UTC) if seconds else None
