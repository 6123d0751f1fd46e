"""`/metrics` for Prometheus: there only where a token is set, and for who sends it."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from secrets import compare_digest

from litestar import get
from litestar.response import Response

from domain.cache_lookups import Lookup, Lookups
from domain.engine import DATABASE_AWAY
from domain.errors import NotFound
from domain.settings import Settings
from web import metrics_list as metric
from web.admin.live.stream import Streams
from web.health import PROBE
from web.metrics_figures import write_figures
from web.metrics_readings import MetricReadings
from web.metrics_requests import RequestMetrics
from web.metrics_text import CONTENT_TYPE, Sample, write
from web.requests import AnyRequest
from web.security.bearer import TokenRequired

AWAY = (TimeoutError, *DATABASE_AWAY)


class Metrics:
    """What a process has to tell."""

    def __init__(
        self, readings: MetricReadings, requests: RequestMetrics, streams: Streams, tiers: Mapping[str, Lookups]
    ) -> None:
        """`tiers` are the lookups of this process in what is kept, by the name of the cache."""
        self._readings = readings
        self._tiers = tiers
        self.requests = requests
        self._streams = streams

    async def write(self) -> str:
        """All of it; of this process alone where the database is away."""
        try:
            figures = [*write_figures(await self._readings.read())]
        except AWAY:
            figures = []
        return "".join(
            [
                write(metric.INFO, [Sample(1, (_version(),))]),
                write(metric.DATABASE_UP, [Sample(bool(figures))]),
                *figures,
                write(metric.CACHES, self._lookups()),
                write(metric.REQUESTS, self.requests.requests()),
                write(metric.REQUEST_SECONDS, self.requests.durations()),
                write(metric.STREAMS, [Sample(len(self._streams))]),
            ]
        )

    def _lookups(self) -> Iterator[Sample]:
        return (Sample(ends[end], (tier, end.value)) for tier, ends in self._tiers.items() for end in Lookup)


@cache
def _version() -> str:
    try:
        return version("hallway")
    except PackageNotFoundError:
        return "unknown"


@get("/metrics", name="metrics", opt=PROBE)
async def show_metrics(request: AnyRequest) -> Response[str]:
    require_metrics_token(request)
    metrics: Metrics = request.app.state.metrics
    return Response(await metrics.write(), media_type=CONTENT_TYPE)


def require_metrics_token(request: AnyRequest) -> None:
    """Raises: `NotFound` where no token is set, `TokenRequired` for who does not send it."""
    settings: Settings = request.app.state.settings
    if settings.metrics_token is None:
        raise NotFound("There are no metrics here: HALLWAY_METRICS_TOKEN is not set.")
    sent = request.headers.get("Authorization", "").encode()
    if not compare_digest(sent, b"Bearer " + settings.metrics_token.get_secret_value().encode()):
        raise TokenRequired("Send HALLWAY_METRICS_TOKEN as a bearer token.", 'Bearer realm="hallway metrics"')
