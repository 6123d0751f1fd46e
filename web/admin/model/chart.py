"""The chart of the model's money by day: bars from zero, with the table of its days below."""

from collections.abc import Sequence

from msgspec import Struct

from domain.model.statistics import DayUsage
from web.admin.charts.drawing import HEIGHT, SLOT, Tick, count_axis, stacked_bars
from web.admin.model.money import money

MOST_LABELS = 10


class Slot(Struct, frozen=True):
    """The place of one day, and what it says to who points at it."""

    x: int
    words: str


class MoneyChart(Struct, frozen=True):
    """In the units of an SVG of `width` by `height`; ticks are 0 to 100 along their axis."""

    path: str
    ys: tuple[Tick, ...]
    xs: tuple[Tick, ...]
    slots: tuple[Slot, ...]
    width: int
    height: int = HEIGHT
    slot: int = SLOT


def make_money_chart(days: Sequence[DayUsage]) -> MoneyChart:
    """A bar for each day, oldest first."""
    costs = [day.usage.cost_microdollars for day in days]
    axis = count_axis(max(costs, default=0))
    every = -(-len(days) // MOST_LABELS)
    return MoneyChart(
        path=stacked_bars([("ok", costs)], axis)[0].path,
        ys=tuple([Tick(axis.place(at), money(int(at))) for at in axis.ticks]),
        xs=tuple([_tick(number, day, len(days), every) for number, day in enumerate(days) if not number % every]),
        slots=tuple([Slot(number * SLOT, _words(day)) for number, day in enumerate(days)]),
        width=SLOT * len(days),
    )


def day_words(day: DayUsage) -> str:
    """Such as "21 Nov"."""
    return f"{day.day.day} {day.day:%b}"


def _words(day: DayUsage) -> str:
    return f"{day_words(day)}: {money(day.usage.cost_microdollars)}"


def _tick(number: int, day: DayUsage, days: int, every: int) -> Tick:
    return Tick(round(100 * (number + 0.5) / days, 2), day_words(day), is_minor=bool(number // every % 2))
