import json

import pytest

from domain.matching.starters import template_starters
from domain.model.gate import Answer
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import PERSON
from domain.model.results import Starters
from domain.model.starters import read_starters, write_starters
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.domain.model.pairs import ADA, SAM

GOOD = "Hello {speaker}, what would you model differently in PostgreSQL today?"


def read(*texts: object, is_simulated: bool = False) -> Starters:
    answer = Answer(Outcome.ANSWERED, json.dumps({"starters": texts}), is_simulated)
    return read_starters(answer, ADA, SAM, "Ada", "Sam")


async def test_three_are_written(model: Model) -> None:
    found = await write_starters(model, ADA, SAM, event_id=None, patience=PERSON)
    assert (found.method, found.reason, len(set(found.texts))) == ("llm", "answered", 3)


async def test_without_an_answer_the_templates_write(model: Model, model_server: ModelServer) -> None:
    model_server.plan(faults.refusal())
    found = await write_starters(model, ADA, SAM, event_id=None, patience=PERSON)
    assert found == Starters(template_starters(ADA, SAM), "template", False, Outcome.REFUSED)
    assert (await write_starters(None, ADA, SAM, event_id=None, patience=PERSON)).reason == Outcome.NO_MODEL


def test_names_are_filled_in_here_and_what_is_missing_by_the_templates() -> None:
    found = read(GOOD, is_simulated=True)
    assert found.texts == (GOOD.replace("{speaker}", "Sam"), *template_starters(ADA, SAM)[:2])
    assert (found.method, found.is_simulated) == ("llm", True)


def test_a_text_that_repeats_a_template_or_another_text_counts_once() -> None:
    template = template_starters(ADA, SAM)[0]
    found = read(template, GOOD, GOOD.upper().replace("{SPEAKER}", "{speaker}"))
    assert len({text.casefold() for text in found.texts}) == 3


@pytest.mark.parametrize(
    "text",
    [
        "We both care about typography, do we not?",
        "I see that we share an interest in data modelling, what drew you to it?",
        "We both love PostgreSQL and machine learning: which do you teach first?",
        "What do you think of blockchain these days?",
        5,
        None,
        "",
    ],
)
def test_what_the_two_do_not_have_is_not_spoken_of(text: object) -> None:
    assert read(text).texts == template_starters(ADA, SAM)


def test_what_both_have_may_be_shared() -> None:
    text = "We both work with PostgreSQL: what surprised you last?"
    assert read(text).texts[0] == text
