"""`docs/api.md` and the page of the API say what is so."""

import json
import re
from pathlib import Path

import pytest

from tests.web.api.client import ORACLE, ApiClient
from tests.web.visitor import Visitor
from web.api.openapi import PREFIX
from web.api.problem_statuses import PROBLEM_STATUSES

DOCS = (Path(__file__).parents[3] / "docs" / "api.md").read_text()
EXAMPLES = re.findall(r"http://127\.0\.0\.1:8000(\S+) <<'JSON'\n(.*?)\nJSON", DOCS, re.DOTALL)


def test_there_is_an_example_of_each_operation() -> None:
    assert [path for path, _ in EXAMPLES] == list(ORACLE)


@pytest.mark.parametrize(("path", "body"), EXAMPLES, ids=lambda value: value[:40])
async def test_an_example_works_as_it_stands(api: ApiClient, path: str, body: str) -> None:
    answer = await api.ask(path, json.loads(body))

    assert answer.get("matches") or len(answer["conversation_starters"]) == 3


async def test_the_example_of_an_error_is_one(api: ApiClient) -> None:
    written = json.loads(re.findall(r"```json\n(.*?)```", DOCS, re.DOTALL)[0])
    sessions = [{"id": each} for each in ("a", "b", "c", "")]

    answer = await api.post(written["instance"], {"user_profile": {}, "sessions": sessions})

    assert answer.json() | {"request_id": written["request_id"]} == written


def test_every_status_is_documented() -> None:
    documented = {int(status) for status in re.findall(r"^\| (\d{3}) \|", DOCS, re.MULTILINE)}

    # A method that no operation has, and what should never happen, belong to one of the two only.
    assert documented - {405} == PROBLEM_STATUSES.keys() - {500}


async def test_the_page_shows_every_operation_with_its_fields_and_problems(visitor: Visitor) -> None:
    page = await visitor.get(f"{PREFIX}/docs")

    assert page.status_code == 200
    for text in (
        *ORACLE,
        "sessions[].speakers[].expertise[]",
        "user_profile.interests",
        "whole number, 1 to 100",
        "429",
    ):
        assert text.removesuffix("[]") in page.text


async def test_the_page_loads_nothing_from_elsewhere_and_runs_no_script_of_its_own(visitor: Visitor) -> None:
    page = (await visitor.get(f"{PREFIX}/docs")).text

    assert re.findall(r'(?:src|href)="(?!/|#)[^"]*"', page) == []
    assert "<script>" not in page
    assert "set-cookie" not in (await visitor.get(f"{PREFIX}/docs")).headers
