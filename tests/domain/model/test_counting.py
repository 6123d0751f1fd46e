from msgspec.structs import replace

from domain.model.counting import count_tokens, measure
from domain.model.layouts import Layout, choose_layout
from domain.model.opening import Model
from domain.model.requests import programme_request, shortlist_request
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.domain.model.pairs import ADA, SESSIONS

PROGRAMME = [replace(SESSIONS[n % 4], id=str(n), title=f"Talk {n}") for n in range(120)]


async def test_tokens_are_counted_by_the_api(model: Model, model_server: ModelServer) -> None:
    request = shortlist_request(ADA, PROGRAMME[:30], 10, model.fence)
    counted = await count_tokens(model, request)
    assert len(model_server.requests_on("count_tokens")) == 1
    model_server.plan(faults.broken(), on="count_tokens")
    estimated = await count_tokens(model, request)
    assert abs(estimated - counted) < counted * 0.15


async def test_the_layout_is_chosen_by_what_was_counted(model: Model) -> None:
    shortlists = [shortlist_request(ADA, PROGRAMME[start : start + 30], 10, model.fence) for start in (0, 30)]
    sizes = await measure(model, shortlists, programme_request(ADA, PROGRAMME, 10, model.fence))
    assert sizes.prefix > 4_096
    assert 0 < sizes.question < 200
    assert choose_layout(sizes, 500, model.price, is_batch=False) == Layout.PROGRAMME
