"""Worries about the model: its breaker, and money."""

from collections.abc import Iterator

from domain.model.breaker import BreakerState
from web.admin.model.money import money
from web.admin.overview.standing import Standing, Worry
from web.admin.overview.worry_words import MOST_NAMED, at_clock

# There is still time to raise it.
NEAR_CAP = 0.8


def open_breaker(standing: Standing) -> Iterator[Worry]:
    breaker = standing.model.breaker
    if breaker is None or breaker.state is BreakerState.CLOSED or not standing.model.is_set:
        return
    since = f" since {at_clock(breaker.since, standing.at)}" if breaker.since else ""
    until = " until somebody closes it" if breaker.needs_reset else ""
    tries = ", and one call tries" if breaker.state is BreakerState.HALF_OPEN else ""
    words = f"The model’s breaker is open{since}{tries}: the algorithm answers{until}."
    yield Worry("bad" if breaker.needs_reset else "warn", words, "admin.model")


def money_of_the_day(standing: Standing) -> Iterator[Worry]:
    model = standing.model
    if not model.is_set or model.spent < NEAR_CAP * model.cap:
        return
    if model.spent >= model.cap:
        words = f"Today’s cap of {money(model.cap)} for the model is reached: the algorithm answers until midnight UTC."
    else:
        words = f"The model has cost {money(model.spent)} of today’s {money(model.cap)}; then the algorithm answers."
    yield Worry("warn", words, "admin.model")


def money_of_events(standing: Standing) -> Iterator[Worry]:
    cap = standing.model.event_cap
    near = [event for event in standing.model.events if event.microdollars >= NEAR_CAP * cap]
    for event in near[:MOST_NAMED]:
        if event.microdollars >= cap:
            words = f"{event.name} has used its cap of {money(cap)} for the model: the algorithm answers there."
        else:
            words = f"{event.name} has used {money(event.microdollars)} of its {money(cap)} for the model."
        yield Worry("warn", words, "admin.model", f"event={event.event_id}")
