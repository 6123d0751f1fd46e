"""What is masked in a job's arguments and result."""

import json

import pytest

from domain.work.masking import MASK, mask


@pytest.mark.parametrize("key", ["password", "api_key", "recipient", "user_email", "subject", "text", "display_name"])
def test_private_values_are_masked_by_their_name(key: str) -> None:
    assert json.loads(mask(json.dumps({"a": {key: "private"}}))) == {"a": {key: MASK}}


def test_an_address_is_masked_whatever_it_is_called() -> None:
    assert json.loads(mask('{"sent": ["to ada@demo.example"]}')) == {"sent": [MASK]}


def test_what_is_not_private_stays_as_it_was_written() -> None:
    text = '{"user_id": "01a206e6-8f37-70b1-b736-8a79bb65b196",  "night": null, "texts": 3, "name": ""}'
    assert mask(text) == text
