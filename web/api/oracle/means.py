"""With what a caller of the oracle is answered."""

from datetime import timedelta
from time import perf_counter

from domain.model.opening import Model
from domain.oracle.means import Means
from web.requests import ApiRequest
from web.security.rate_limit import TooManyRequests, count_request

WINDOW = timedelta(minutes=1)
# The model costs money: beyond this the algorithm answers, which is no error.
MODEL_REQUESTS_PER_WINDOW = 30


async def means_for(request: ApiRequest, *, use_llm: bool | None) -> Means:
    """Threads, and the model where it is wanted and this caller may ask it now."""
    return Means(request.app.state.oracle_threads, await model_for(request, use_llm=use_llm))


async def model_for(request: ApiRequest, *, use_llm: bool | None) -> Model | None:
    """The model where it is wanted, which it is unless `use_llm` is false, and this caller may ask it now."""
    model: Model | None = request.app.state.model
    if model is None or use_llm is False:
        return None
    try:
        await count_request(request.app.state.redis, f"api:model:{request.user.id}", MODEL_REQUESTS_PER_WINDOW, WINDOW)
    except TooManyRequests:
        return None
    return model


def milliseconds_since(started: float) -> int:
    """How long ago `time.perf_counter()` gave `started`."""
    return round((perf_counter() - started) * 1000)
