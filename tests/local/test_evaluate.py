"""`./hallway evaluate`: what it prints, what it writes, and how it refuses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from local.cli import main
from local.commands.evaluate import read_seeds
from tests.domain.evaluation.conference import write_conference

ARGUMENTS = ["evaluate", "--min-choices", "8", "--pool", "30"]


@pytest.fixture
def conference(tmp_path: Path) -> Path:
    return write_conference(tmp_path, people=40)


def test_a_table_a_verdict_and_a_page(conference: Path) -> None:
    report = conference / "report.html"
    result = CliRunner().invoke(main, [*ARGUMENTS, "--report", str(report), str(conference)], catch_exceptions=False)
    assert result.exit_code == 0
    for word in (
        "recall@10",
        "NDCG@10",
        "MRR",
        "coverage",
        "Gini",
        "diversity",
        "collaborative",
        "hybrid",
        "p < ",
        "*",
    ):
        assert word in result.stdout
    assert report.read_text().startswith("<!doctype html>")


def test_json_is_nothing_but_json(conference: Path) -> None:
    result = CliRunner().invoke(main, [*ARGUMENTS, "--json", "--seed", "2-3", str(conference)], catch_exceptions=False)
    found = json.loads(result.stdout)
    assert found["seeds"] == [2, 3]
    assert [one["ranker"] for one in found["results"]][-1] == "hybrid"


def test_the_pool_of_a_slot(conference: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", "--pool", "slot", "--json", str(conference)], catch_exceptions=False)
    found = json.loads(result.stdout)
    assert found["pool"] == "slot"
    assert found["pool_size"] < 10


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--pool", "1"], "a number from 2 to 100000, or slot."),
        (["--seed", "x"], "a number, or several such as 1-5 or 1,4,9."),
        (["--seed", "1-99"], "from one to 20 seeds, each once."),
        (["--min-choices", "999"], "Nobody in choices.csv has chosen 999 sessions: see --min-choices."),
        (["--report", "/nowhere/report.html"], "The report cannot be written to /nowhere/report.html"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(conference: Path, arguments: list[str], sentence: str) -> None:
    result = CliRunner().invoke(main, ["evaluate", *arguments, str(conference)])
    assert result.exit_code != 0
    assert sentence in result.output
    assert "Traceback" not in result.output


def test_a_folder_without_a_data_set_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(tmp_path)])
    assert (result.exit_code, "There is no file sessions.csv in " in result.output) == (1, True)


@pytest.mark.parametrize(("text", "seeds"), [("3", (3,)), ("1-3", (1, 2, 3)), ("4, 1,9", (4, 1, 9))])
def test_seeds_are_one_or_several(text: str, seeds: tuple[int, ...]) -> None:
    assert read_seeds(None, None, text) == seeds  # type: ignore[arg-type]
