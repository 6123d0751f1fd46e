"""The fixture `model_server`: a loopback server that speaks Claude's API, as new for each test.

async def test_a_list_is_made_though_the_model_is_overloaded(model_server: ModelServer) -> None:
    model_server.plan(faults.overloaded(), times=3)
    client = AsyncAnthropic(base_url=model_server.url, api_key=model_server.api_key, max_retries=0)
"""

from collections.abc import Iterator

import pytest

from local.model_server.server import ModelServer, run_model_server


@pytest.fixture(scope="session")
def running_model_server() -> Iterator[ModelServer]:
    with run_model_server() as server:
        yield server


@pytest.fixture
def model_server(running_model_server: ModelServer) -> Iterator[ModelServer]:
    """Pull its strings by `plan`, `always`, `decide`, `delay`, `batches_take`, `advance`; read its `requests`."""
    running_model_server.reset()
    yield running_model_server
    running_model_server.reset()
