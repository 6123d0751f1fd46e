import re
from pathlib import Path
from typing import get_args

from local.demo_model import ModelChoice
from local.model_server import faults
from local.model_server.claude_models import KNOWN
from local.model_server.control import PlanOrder, TuneOrder
from local.model_server.scenario import Endpoint
from local.model_server.server import ModelServer

DOCUMENT = (Path(__file__).parents[3] / "docs" / "model-server.md").read_text()
NAMED = set(re.findall(r"`([a-z_.]+)[`(]", DOCUMENT))


def test_every_fault_endpoint_and_choice_is_documented() -> None:
    makers = {name for name, made in vars(faults).items() if callable(made) and name.islower() and name != "replace"}
    assert {"overloaded", "slow", "cut"} <= makers - {"dataclass"}
    assert makers - {"dataclass"} <= NAMED
    assert set(get_args(Endpoint)) - {"messages"} <= NAMED
    assert {choice.value for choice in ModelChoice} <= NAMED


def test_every_string_of_the_server_is_documented() -> None:
    strings = {name for name in vars(ModelServer) if not name.startswith("_")}
    assert strings - {"api_key", "environment", "reset"} <= NAMED


def test_every_order_is_documented() -> None:
    for order in (PlanOrder, TuneOrder):
        assert all(re.search(rf"\b{field}\b", DOCUMENT) for field in order.__struct_fields__)


def test_the_floors_of_the_cache_are_those_of_the_models() -> None:
    for model in KNOWN[:2]:
        assert f"{model.cache_floor:,} " in DOCUMENT
        assert model.id in DOCUMENT
