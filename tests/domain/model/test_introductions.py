import json

import pytest
from msgspec.structs import replace

from domain.matching.facts import PersonFacts
from domain.model.gate import Answer
from domain.model.introductions import read_introduction, write_introduction
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import PERSON
from domain.model.results import Introduction
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.domain.model.pairs import ADA

FIRST = PersonFacts(profile=ADA)
SECOND = PersonFacts(
    profile=replace(ADA, user_id="mia", interests=("typography", "C++"), skills_to_offer=("observability",))
)
TEMPLATE = "Ada, meet Mia."


def read(text: object) -> Introduction:
    answer = Answer(Outcome.ANSWERED, json.dumps({"introduction": text}))
    return read_introduction(answer, FIRST, SECOND, TEMPLATE, "Mia")


async def test_one_is_written(model: Model) -> None:
    found = await write_introduction(model, FIRST, SECOND, TEMPLATE, event_id=None, patience=PERSON)
    assert (found.method, found.reason) == ("llm", "answered")
    assert found.text.startswith("You both care about ")


async def test_without_an_answer_the_template_stands(model: Model, model_server: ModelServer) -> None:
    model_server.plan(faults.overloaded())
    found = await write_introduction(model, FIRST, SECOND, TEMPLATE, event_id=None, patience=PERSON)
    assert found == Introduction(TEMPLATE, "template", False, Outcome.OVERLOADED)


def test_the_name_is_filled_in_here() -> None:
    assert read("{other} can help you with observability.").text == "Mia can help you with observability."


@pytest.mark.parametrize(
    "text", ["You both knit all day long.", "<b>observability</b> for you", ["", 7], {"a": 1}, "C++"]
)
def test_what_is_not_plain_or_not_true_gives_way_to_the_template(text: object) -> None:
    assert read(text) == Introduction(TEMPLATE, "template", False, Outcome.INVALID)
