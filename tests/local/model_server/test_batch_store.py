from datetime import timedelta
from pathlib import Path

from anthropic import Anthropic

from local.model_server.server import run_model_server
from local.model_server.simulation import Simulation
from tests.local.model_server.requests import asked


def test_a_server_that_starts_again_goes_on_with_its_batches(tmp_path: Path) -> None:
    with run_model_server(Simulation(folder=tmp_path)) as server:
        server.batches_take(timedelta(hours=1))
        client = Anthropic(base_url=server.url, api_key=server.api_key)
        ids = [client.messages.batches.create(requests=[{"custom_id": "one", "params": asked()}]).id for _ in range(2)]
    with run_model_server(Simulation(folder=tmp_path)) as server:
        client = Anthropic(base_url=server.url, api_key=server.api_key)
        assert [batch.id for batch in client.messages.batches.list()] == ids[::-1]
        assert client.messages.batches.retrieve(ids[0]).processing_status == "in_progress"
        server.advance(timedelta(hours=1))
        assert [line.custom_id for line in client.messages.batches.results(ids[0])] == ["one"]
    with run_model_server(Simulation(folder=tmp_path)) as server:
        server.advance(timedelta(hours=1))
        client = Anthropic(base_url=server.url, api_key=server.api_key)
        assert client.messages.batches.retrieve(ids[0]).request_counts.succeeded == 1
