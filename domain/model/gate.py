"""The one way to the model: caps, breaker and bucket before the call, its report and its record after it."""

import asyncio
from datetime import timedelta
from time import monotonic
from uuid import UUID

import asyncpg
import structlog
from msgspec import Struct
from redis.exceptions import RedisError

from domain.clock import utc_now
from domain.engine import DATABASE_AWAY
from domain.model.answers import is_whole, read_items
from domain.model.breaker import Admission
from domain.model.calls import Call, record_call
from domain.model.faults import Fault, fault_of
from domain.model.heard import CHARACTERS_PER_TOKEN, Heard
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import Patience
from domain.model.prices import Usage, cost_microdollars
from domain.model.requests import ModelRequest
from domain.model.spending import over_cap, read_spent
from domain.piccolo_conf import DB
from domain.work.outcomes import Snooze
from domain.work.progress import current_job

log = structlog.get_logger()
AWAY = (RedisError, TimeoutError, asyncpg.PostgresError, *DATABASE_AWAY)
# How long an answer waits for its own record; the record itself goes on.
SETTLING_SECONDS = 0.5


class Answer(Struct, frozen=True):
    """What the model said, unchecked; empty unless `outcome` is an answer."""

    outcome: Outcome
    text: str = ""
    is_simulated: bool = False


async def ask(model: Model | None, request: ModelRequest, *, event_id: UUID | None, patience: Patience) -> Answer:
    """Ask, within the patience given and half a second for the record. Never raises for a fault of the model.

    Raises: `Snooze` where the patience says so and the bucket is empty; `RuntimeError` inside a transaction, which
    would be held open for as long as the model thinks.
    """
    if model is None:
        return Answer(Outcome.NO_MODEL)
    if DB.transaction_exists():
        raise RuntimeError("a model is never asked inside a transaction")
    attempt = _Attempt(model, request, event_id, patience)
    # Not a timeout around it: redis-py may lose a cancellation, and then nobody would wake whoever waits.
    task = asyncio.create_task(attempt.run())
    try:
        done, _ = await asyncio.wait({task}, timeout=patience.seconds)
    finally:
        task.cancel()
    if done:
        return await attempt.end(task.result())
    outcome = Outcome.TIMED_OUT if attempt.is_asked else Outcome.STATE_AWAY
    return await attempt.end(Fault(outcome, f"no answer in {patience.seconds} s"))


class _Attempt:
    """One way through the gate, and what is known of it so far."""

    def __init__(self, model: Model, request: ModelRequest, event_id: UUID | None, patience: Patience) -> None:
        self.model = model
        self.request = request
        self.event_id = event_id
        self.patience = patience
        self.started = monotonic()
        self.heard = Heard()
        self.admission: Admission | None = None
        self.is_asked = False

    async def run(self) -> Fault | None:
        """Pass the gate and ask; None if the answer ended."""
        try:
            refusal = await self._refusal()
        except AWAY as error:
            log.warning("model_state_away", error=str(error))
            refusal = Outcome.STATE_AWAY
        if refusal is not None:
            return Fault(refusal, "not asked")
        self.is_asked = True
        left = self.patience.seconds - (monotonic() - self.started)
        try:
            await self.model.client.ask(self.model.name, self.request.body, self.heard, max(left, 0.01))
        except Exception as error:  # whatever a foreign service and its SDK may do, people still get an answer
            return fault_of(error, utc_now())
        return None

    async def _refusal(self) -> Outcome | None:
        """Why it may not be asked, if so; what the breaker allowed and the others refuse is given back at the end."""
        model = self.model
        spent = await read_spent(self.event_id, utc_now())
        if outcome := over_cap(spent, model.caps, self._expected_cost()):
            return outcome
        self.admission = await model.breaker.admit()
        if not self.admission.is_allowed:
            return Outcome.BREAKER_OPEN
        buckets = [model.bucket]
        if self.event_id is not None:
            buckets.append(model.bucket_of(self.event_id))
        try:
            await model.limits.take(*buckets)
        except Snooze:
            if not self.patience.may_snooze:
                return Outcome.BUCKET_EMPTY
            await model.breaker.release(self.admission)
            raise
        return None

    def _expected_cost(self) -> int:
        """At most about: nothing cached, and an answer as long as it may be."""
        characters = len(str(self.request.body["system"])) + len(str(self.request.body["messages"]))
        usage = Usage(
            input_tokens=characters // CHARACTERS_PER_TOKEN, output_tokens=int(self.request.body["max_tokens"])
        )
        return cost_microdollars(self.model.price, usage)

    async def end(self, fault: Fault | None) -> Answer:
        """The answer; it is written down meanwhile."""
        outcome = self._outcome(fault)
        if self.is_asked and not outcome.is_answer:
            message = fault.message[:300] if fault else ""
            log.warning("model_failed", outcome=outcome, purpose=self.request.purpose, error=message)
        task = asyncio.create_task(self._settle(outcome, fault))
        self.model.settling.add(task)
        task.add_done_callback(self.model.settling.discard)
        await asyncio.wait({task}, timeout=SETTLING_SECONDS)
        return Answer(outcome, self.heard.text if outcome.is_answer else "", self.model.is_simulated)

    def _outcome(self, fault: Fault | None) -> Outcome:
        if fault is not None and not self.heard.text:
            return fault.outcome
        if self.heard.stop_reason == "refusal":
            return Outcome.REFUSED
        if not read_items(self.heard.text, self.request.answer_key):
            return fault.outcome if fault else Outcome.INVALID
        has_ended = fault is None and self.heard.stop_reason == "end_turn"
        return Outcome.ANSWERED if has_ended and is_whole(self.heard.text) else Outcome.PARTIAL

    async def _settle(self, outcome: Outcome, fault: Fault | None) -> None:
        try:
            await self._report(outcome, fault)
        except AWAY as error:
            log.warning("breaker_not_told", error=str(error))
        try:
            await record_call(self._call(outcome))
        except AWAY as error:
            log.warning("model_call_not_recorded", outcome=outcome, error=str(error))

    async def _report(self, outcome: Outcome, fault: Fault | None) -> None:
        breaker, admission = self.model.breaker, self.admission
        if admission is None or not admission.is_allowed:
            return
        if not self.is_asked:
            await breaker.release(admission)
        elif outcome.is_answer or fault is None or not fault.is_failure:
            await breaker.succeed(admission)
        else:
            reason = f"{fault.outcome}: {fault.message}"
            await breaker.fail(admission, reason, pause=fault.pause, until_reset=fault.until_reset)

    def _call(self, outcome: Outcome) -> Call:
        usage, job = self.heard.billed(), current_job.get()
        return Call(
            purpose=self.request.purpose,
            model=self.model.name,
            outcome=outcome,
            is_simulated=self.model.is_simulated,
            usage=usage,
            cost_microdollars=cost_microdollars(self.model.price, usage),
            duration=timedelta(seconds=monotonic() - self.started) if self.is_asked else timedelta(),
            event_id=self.event_id,
            job_id=job.id if job else None,
        )
