
from domain.model.opening import Model
from local.model_server.server import ModelServer
from tests.domain.model.batches.nights import begin_night, costs, outcomes, sources


async def test_a_night_by_batch(model: Model, model_server: ModelServer) -> None:
    night = await begin_night(model, 5)
    planned = await night.plan()
    assert (planned.people, planned.batches, planned.outcome) == (5, 1, None)
    step = await night.step_to_end()
    print(step, await outcomes(), await sources(), await costs())
    assert (step.state, step.done, step.total) == ("ended", 5, 5)
