"""Data quality: how much of a programme is known, who says it, and which sessions are most worth mending."""

from litestar import get
from litestar.di import NamedDependency
from litestar.response import Response
from msgspec import Struct

from domain.programme.data_quality import ASPECTS, Aspect, DataQuality, measure_quality
from domain.programme.session_list import LACKS, Incomplete, Show, list_least_known
from web.current_event import CurrentEvent
from web.organizer.words import LABELS
from web.rendering import render
from web.requests import PageRequest

_LACKING: dict[Aspect, Show] = dict(zip(ASPECTS, LACKS, strict=True))


class Share(Struct, frozen=True):
    """One part of a bar, in percent of the programme."""

    percent: float
    shade: int


class AspectLine(Struct, frozen=True, kw_only=True):
    """One thing that a session can have. `show` is the filter of the list that has those without it."""

    label: str
    given: int
    corrected: int
    derived: int
    by_model: int
    missing: int
    bar: tuple[Share, ...]
    show: Show


class QualityPage(Struct, frozen=True):
    """The programme as a whole, thing by thing, and the sessions of which least is known."""

    quality: DataQuality
    lines: tuple[AspectLine, ...]
    to_mend: tuple[Incomplete, ...]

    @property
    def labels(self) -> dict[Aspect, str]:
        return LABELS


@get("/quality", name="organizer.quality")
async def show_quality(request: PageRequest, event: NamedDependency[CurrentEvent]) -> Response[str]:
    quality = await measure_quality(event.id)
    page = QualityPage(quality, make_lines(quality), await list_least_known(event.id))
    return render(request, "organizer/quality/index.html", page)


def make_lines(quality: DataQuality) -> tuple[AspectLine, ...]:
    """A line for each aspect; what people said comes first in its bar, and what machines read is lighter."""
    return tuple(
        [
            AspectLine(
                label=LABELS[aspect.aspect],
                given=aspect.of("given"),
                corrected=aspect.of("corrected"),
                derived=aspect.of("derived"),
                by_model=aspect.of("model"),
                missing=aspect.of("missing"),
                bar=tuple(
                    [
                        Share(round(100 * number / quality.sessions, 1), shade)
                        for shade, number in ((1, aspect.of("given", "corrected")), (5, aspect.of("derived", "model")))
                        if number
                    ]
                ),
                show=_LACKING[aspect.aspect],
            )
            for aspect in quality.aspects
        ]
    )
