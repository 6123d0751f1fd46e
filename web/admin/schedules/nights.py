"""The night's refresh as a board: how far each event is, who made its lists, and how its batches stand."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.schedules.nights import Night, Stage
from domain.work.states import State
from web.admin.words import PILLS, Pill, clock, duration

BATCH_WORDS = {
    "intended": "about to be sent",
    "submitted": "at the model",
    "ended": "answered",
    "abandoned": "given up",
}

AT_THE_MODEL = Pill("In batches", "clock", "info")
# Its job sleeps between two looks at its parts.
UNDER_WAY = Pill("Under way", "play", "info")


class StageLine(Struct, frozen=True, kw_only=True):
    """One job of the night; `share` is 0 to 100, None while nobody knows how much there is."""

    job_id: UUID
    pill: Pill
    share: int | None
    progress: str
    when: str


class NightLine(Struct, frozen=True, kw_only=True):
    """One event's night; `failed` counts people."""

    event: str
    night: str
    algorithm: StageLine | None
    model: StageLine | None
    failed: int
    made_by: str
    batches: tuple[str, ...]
    needs: bool


def make_night(night: Night, now: datetime) -> NightLine:
    made, asked = night.by_algorithm, night.by_model
    failed = made.failed if made else 0
    stages = [stage for stage in (made, asked) if stage]
    return NightLine(
        event=night.event,
        night=f"night of {night.night.day} {night.night:%b}" if night.night else "by hand",
        algorithm=_stage(made, now) if made else None,
        model=_asked(asked, night, now) if asked else None,
        failed=failed,
        made_by=_made_by(night),
        batches=tuple(
            [_batch(each.purpose, each.state, each.batches, each.done, each.requests) for each in night.batches]
        ),
        needs=failed > 0 or any(PILLS[stage.state].tone == "bad" for stage in stages),
    )


def _asked(stage: Stage, night: Night, now: datetime) -> StageLine:
    """The model's part, which is not over before its batches are back."""
    if stage.state is not State.SUCCEEDED or not night.awaits_batches:
        return _stage(stage, now)
    done = sum(batch.done for batch in night.batches)
    requests = sum(batch.requests for batch in night.batches)
    return StageLine(
        job_id=stage.id,
        pill=AT_THE_MODEL,
        share=100 * done // max(requests, 1),
        progress=f"{done:,} of {requests:,} back",
        when=f"for {duration(now - stage.started_at)}" if stage.started_at else "",
    )


def _stage(stage: Stage, now: datetime) -> StageLine:
    return StageLine(
        job_id=stage.id,
        pill=UNDER_WAY if _is_under_way(stage) else PILLS[stage.state],
        share=100 * stage.done // stage.total if stage.total else None,
        progress=f"{stage.done:,} of {stage.total:,}" if stage.total else "",
        when=_when(stage, now),
    )


def _is_under_way(stage: Stage) -> bool:
    """Whether it has begun: it knows how much there is, and each look at its parts is a start of its own."""
    return stage.finished_at is None and stage.total is not None


def _when(stage: Stage, now: datetime) -> str:
    if stage.finished_at and stage.started_at:
        return f"ended {clock(stage.finished_at, now)}"
    if _is_under_way(stage):
        return f"for {duration(now - stage.asked_at)}"
    return f"for {duration(now - stage.started_at)}" if stage.started_at else "waits for a worker"


def _made_by(night: Night) -> str:
    """Such as "412 by the model, 88 by the algorithm", of sessions' lists; "" before there are any."""
    if not night.by_algorithm or not night.by_algorithm.done:
        return ""
    made = night.by_algorithm.done - night.by_algorithm.failed
    by_model = min(night.lists_by_model, made)
    return (
        f"{by_model:,} by the model, {made - by_model:,} by the algorithm" if by_model else f"{made:,} by the algorithm"
    )


def _batch(purpose: str, state: str, batches: int, done: int, requests: int) -> str:
    several = f"{batches} batches" if batches > 1 else "1 batch"
    return f"{purpose}: {several} {BATCH_WORDS.get(state, state)}, {done:,} of {requests:,} back"
