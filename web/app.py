"""The composition root of the web process: settings in, an ASGI application out."""

from datetime import timedelta

from litestar import Litestar
from litestar.datastructures import State
from litestar.types import ASGIApp
from redis.asyncio import Redis

from domain.cache_lookups import Lookups
from domain.model.opening import open_model
from domain.oracle.threads import Threads
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.settings import Settings
from web.admin.live.handlers import Live
from web.errors import exception_handlers
from web.head_requests import AnswerHead
from web.lifespan import connections
from web.metrics import Metrics
from web.metrics_readings import MetricReadings
from web.metrics_requests import RequestMetrics
from web.request_log import RequestLog
from web.routes import routes
from web.security.body_limit import FORM_LIMIT_BYTES
from web.security.csrf import csrf_config
from web.security.form_bodies import require_form
from web.security.headers import add_security_headers
from web.security.hosts import AllowedHostMiddleware
from web.security.sessions import SessionMiddleware
from web.static_files import StaticFiles
from web.templating import make_environment

# Long enough for a busy server, short enough that a page without Valkey is not felt.
REDIS_TIMEOUT_SECONDS = 0.5
# Of the oracle's algorithms: one more than a small machine can do at once, so that none waits long for its turn.
THREADS_AT_ONCE = 3
# For answering why not that one. Fewer sessions than workers keep, and longer: 900 take 4 s and 140 MB to prepare, and
# 3 s to learn anew what everybody chose; one's own choices count at once.
KEPT_SESSIONS = 2_000
CHOICES_GOOD_FOR = timedelta(minutes=30)


def create_app(settings: Settings) -> ASGIApp:
    """The whole site, ready to be served."""
    return wrap(create_site(settings))


def wrap(site: Litestar) -> ASGIApp:
    """The site with a request's id and its line in the log around it."""
    return RequestLog(AnswerHead(site), site.state.metrics.requests)


def create_site(settings: Settings) -> Litestar:
    """The routes with everything they need; `app.state` holds what handlers share."""
    static_files, redis, live = StaticFiles(), _redis(settings), Live()
    model, lists = open_model(settings, redis), Lookups()
    programmes = ProgrammeIndexes(most_sessions=KEPT_SESSIONS, choices_good_for=CHOICES_GOOD_FOR)
    tiers = {"lists": lists, "programmes": programmes.lookups}
    site = Litestar(
        route_handlers=routes(demo=settings.demo),
        state=State(
            {
                "settings": settings,
                "redis": redis,
                "model": model,
                "static_files": static_files,
                "live": live,
                "metrics": Metrics(MetricReadings(live.readings, model, redis), RequestMetrics(), live.streams, tiers),
                "oracle_threads": Threads(THREADS_AT_ONCE),
                "programmes": programmes,
                "list_lookups": lists,
            }
        ),
        lifespan=[connections],
        middleware=[AllowedHostMiddleware(settings), SessionMiddleware(settings)],
        csrf_config=csrf_config(settings),
        before_request=require_form,
        before_send=[add_security_headers(settings)],
        exception_handlers=exception_handlers(),
        request_max_body_size=FORM_LIMIT_BYTES,
        openapi_config=None,
        logging_config=None,
    )
    site.state.templates = make_environment(static_files, site.route_reverse)
    return site


def _redis(settings: Settings) -> Redis:
    timeout = REDIS_TIMEOUT_SECONDS
    redis: Redis = Redis.from_url(str(settings.redis_url), socket_timeout=timeout, socket_connect_timeout=timeout)
    return redis
