"""What counts of a session, in SQL: corrected before given before derived."""

from typing import Any

import pytest

from domain.programme.effective import effective, is_derived
from domain.programme.session_facts import read_session_facts
from domain.tables import Session
from tests.cast import make_event, make_session

pytestmark = pytest.mark.usefixtures("database")


async def what_counts(**fields: Any) -> tuple[Any, Any]:
    event = await make_event("harbour", "Harbour Conf")
    await make_session(event, "A talk", **fields)
    [row] = await Session.raw(f"SELECT {effective('tags')} AS tags, {effective('difficulty')} AS level FROM session")
    [facts] = await read_session_facts(event)
    assert (facts.tags, facts.difficulty) == (tuple(row["tags"]), row["level"])
    return row["tags"], row["level"]


DERIVED = {"derived_tags": ["derived"], "derived_difficulty": "beginner"}
GIVEN = {"tags": ["given"], "difficulty": "intermediate"}
CORRECTED = {"corrected_tags": ["corrected"], "corrected_difficulty": "advanced"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ([], None)),
        (DERIVED, (["derived"], "beginner")),
        (DERIVED | GIVEN, (["given"], "intermediate")),
        (DERIVED | CORRECTED, (["corrected"], "advanced")),
        (DERIVED | GIVEN | CORRECTED, (["corrected"], "advanced")),
        (DERIVED | GIVEN | {"corrected_tags": [], "corrected_difficulty": ""}, ([], None)),
    ],
)
async def test_a_correction_goes_before_what_was_given_and_that_before_what_was_derived(
    fields: dict[str, Any], expected: tuple[Any, Any]
) -> None:
    assert await what_counts(**fields) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({}, False), (DERIVED, True), (DERIVED | GIVEN, False), (DERIVED | CORRECTED, False), (GIVEN, False)],
)
async def test_derived_is_only_what_nobody_said(fields: dict[str, Any], expected: bool) -> None:
    await make_session(await make_event("harbour", "Harbour Conf"), "A talk", **fields)
    [row] = await Session.raw(f"SELECT {is_derived('tags')} AS tags, {is_derived('difficulty')} AS level FROM session")
    assert row == {"tags": expected, "level": expected}
