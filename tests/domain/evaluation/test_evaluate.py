"""The whole evaluation on a small conference, and the page made of it."""

import os
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from domain.evaluation.evaluate import Evaluation, evaluate
from domain.evaluation.html_report import html_report
from domain.evaluation.rankers import PARTS, RANKERS
from domain.evaluation.read_data import read_data
from tests.domain.evaluation.conference import write_conference

PAPERS = Path(os.environ.get("HALLWAY_REAL_DATA", "../shared/data")) / "choices/papers"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    data = read_data(write_conference(tmp_path_factory.mktemp("conference"), people=200))
    return evaluate(data, (1, 2), 10, 300, lambda *_: None)


def mean(found: Evaluation, ranker: str, measure: str) -> float:
    [result] = [result for result in found.results if result.ranker == ranker]
    figure: float = getattr(result, measure).mean
    return figure


def test_the_hybrid_is_better_than_each_of_its_parts(found: Evaluation) -> None:
    assert [result.ranker for result in found.results] == list(RANKERS)
    for part in PARTS:
        assert mean(found, "hybrid", "ndcg") > mean(found, part, "ndcg")
    [best] = [one for one in found.comparisons if one.is_best_part and one.measure == "ndcg"]
    assert best.difference > 0
    assert best.p < 0.01


def test_figures_lie_in_their_intervals_and_chance_finds_little(found: Evaluation) -> None:
    for result in found.results:
        for figure in (result.recall, result.ndcg, result.mrr, result.diversity):
            assert figure.mean is not None
            assert figure.low is not None
            assert figure.high is not None
            assert 0 <= figure.low <= figure.mean <= figure.high <= 1
    assert mean(found, "random", "ndcg") < mean(found, "popularity", "ndcg")
    assert mean(found, "random", "gini") < mean(found, "popularity", "gini")
    assert mean(found, "random", "coverage") > mean(found, "popularity", "coverage")


def test_what_was_asked_is_told(found: Evaluation) -> None:
    assert (found.sessions, found.pool, found.seeds, found.min_choices) == (72, "300", (1, 2), 10)
    assert found.lists == 2 * found.people
    assert set(found.groups) == {"a", "b"}
    assert msgspec.json.decode(msgspec.json.encode(found), type=Evaluation) == found


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    data = read_data(write_conference(tmp_path, people=30))
    evaluate(data, (1,), 10, None, lambda *step: told.append(step))
    assert told[0] == ("seed 1: learning", 0, told[0][2])
    assert told[-1] == ("seed 1: hybrid", told[0][2], told[0][2])


def test_the_page_has_plots_needs_nothing_else_and_escapes_what_it_is_given(found: Evaluation) -> None:
    page = html_report(msgspec.structs.replace(found, groups={"<b>x</b>": 0.5}), "<script>alert(1)</script>")
    assert page.count("<svg") == 6
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<b>x" not in page
    assert not any(outside in page for outside in ("http:", "https:", "src=", "href=", "@import", "url("))
    for svg in page.split("<svg")[1:]:
        ElementTree.fromstring("<svg" + svg.split("</svg>")[0] + "</svg>")  # noqa: S314 it is our own


@pytest.mark.skipif(not PAPERS.is_dir(), reason="the real choices are not here: see HALLWAY_REAL_DATA")
@pytest.mark.timeout(600)
def test_the_hybrid_finds_real_choices_again() -> None:
    found = evaluate(read_data(PAPERS), (1,), 10, 300, lambda *_: None)
    assert mean(found, "hybrid", "recall") >= 0.58
    assert mean(found, "hybrid", "ndcg") >= 0.54
    assert all(one.difference > 0 and one.p < 0.01 for one in found.comparisons)
