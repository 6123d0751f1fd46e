"""The states of a batch, the outcomes of its requests, and their documentation name the same things."""

import re
from pathlib import Path

from domain.model.batches.shapes import BatchState
from domain.model.outcomes import Outcome

DOCS = (Path(__file__).parents[2] / "docs" / "model-batches.md").read_text()


def test_the_drawn_states_are_the_stored_ones() -> None:
    drawn = re.findall(r"^    (\S+) --> (\w+):", DOCS, re.MULTILINE)
    assert {state for pair in drawn for state in pair} - {"[*]"} == set(BatchState)


def test_the_outcomes_named_are_known() -> None:
    table = DOCS.split("| what happened |")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", table)) - {"outcome"} <= set(Outcome)
