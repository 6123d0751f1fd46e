"""A night at the small conference: some people with lists of their own, and the model's batch about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from domain.model.batches.advance import Step, advance_batch
from domain.model.opening import Model
from domain.model.prices import DEFAULT_PRICES
from domain.recommendations.generate import generate_for_people
from domain.recommendations.model_refresh import plan_refresh
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.refresh_parts import Planned
from domain.recommendations.session_batches import SessionBatches
from domain.tables import ModelBatch, ModelCall, ModelRequest, Profile, SessionRecommendation
from tests.cast import Cast, gather, make_person, make_session

NIGHT = date(2026, 11, 18)


@dataclass
class Night:
    """The cast, the attendees besides Ada, and a clock that the test advances."""

    cast: Cast
    people: Sequence[UUID]
    model: Model
    now: datetime

    async def plan(self, night: date | None = NIGHT) -> Planned:
        return await plan_refresh(self.model, self.cast.event, night, ProgrammeIndexes(), self.now)

    async def batch_id(self) -> UUID:
        [row] = await ModelBatch.select(ModelBatch.id)
        found: UUID = row["id"]
        return found

    async def step(self, *, passed: timedelta = timedelta(), batch_id: UUID | None = None) -> Step:
        """The next step of the only batch, so much later."""
        return await self._step(self.model, passed, batch_id)

    async def step_without_model(self, *, passed: timedelta) -> Step:
        return await self._step(None, passed, None)

    async def _step(self, model: Model | None, passed: timedelta, batch_id: UUID | None) -> Step:
        self.now += passed
        purposes = {"sessions": SessionBatches(ProgrammeIndexes())}
        return await advance_batch(batch_id or await self.batch_id(), model, purposes, DEFAULT_PRICES, self.now)

    async def step_to_end(self, *, passed: timedelta = timedelta(minutes=1)) -> Step:
        for _ in range(50):
            step = await self.step(passed=passed)
            if step.wait is None:
                return step
        raise AssertionError(f"the batch is still {step.state}")


async def begin_night(model: Model, people: int) -> Night:
    """Everybody's list is made by the algorithm, a minute ago."""
    cast = await gather()
    for number in range(6):
        await make_session(
            cast.event, f"Observability of queues, part {number}", hour=11 + number, tags=["observability"]
        )
    made = [cast.ada, *[await _attend(cast, number) for number in range(people - 1)]]
    now = datetime.now(UTC)
    await generate_for_people(made, cast.event, ProgrammeIndexes(), now - timedelta(minutes=1), NIGHT)
    return Night(cast, made, model, now)


async def _attend(cast: Cast, number: int) -> UUID:
    person = await make_person(f"Attendee {number}", f"{number}@demo.example", cast.event, "attendee")
    await Profile(user_id=person, role="Engineer", interests=["observability"], goals=["LEARN"]).save().run()
    return person


async def sources() -> dict[UUID, set[str]]:
    """By person, what their list is made by."""
    found: dict[UUID, set[str]] = {}
    for row in await SessionRecommendation.select():
        found.setdefault(row["user_id"], set()).add(row["source"])
    return found


async def outcomes() -> dict[UUID, str | None]:
    """By person, how their request ended."""
    return {row["subject_id"]: row["outcome"] for row in await ModelRequest.select()}


async def costs() -> list[int]:
    """Of all calls, in their order."""
    rows = await ModelCall.select(ModelCall.cost_microdollars).order_by(ModelCall.id)
    return [row["cost_microdollars"] for row in rows]
