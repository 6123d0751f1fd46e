"""What of a job is for everybody's eyes."""

import time

import msgspec
import pytest

from domain.ids import uuid7
from domain.work.ending import ended_by
from domain.work.fingerprint import without_variables
from domain.work.masking import MASK, mask_json, mask_text


@pytest.mark.parametrize(
    "arguments",
    [
        {"user_id": str(uuid7()), "event_id": str(uuid7())},
        {"night": "2026-11-18", "at": "2026-11-18T09:05:00+00:00"},
        {"user_ids": [str(uuid7()), str(uuid7())], "count": 50, "share": 0.5, "is_short": True, "night": None},
        {"kind": "session_recommendation", "queue": "bulk", "nested": {"part": 2}},
    ],
)
def test_ids_numbers_dates_and_words_of_the_code_are_shown(arguments: dict[str, object]) -> None:
    masked = mask_json(msgspec.json.encode(arguments).decode())
    assert (msgspec.json.decode(masked.json), masked.hidden) == (arguments, 0)


@pytest.mark.parametrize(
    "name", ["token", "password", "client_secret", "api_key", "key", "Authorization", "session_id", "email", "name"]
)
@pytest.mark.parametrize("value", ["abc123", "x" * 30])
def test_secrets_and_personal_values_are_masked_by_their_names(name: str, value: str) -> None:
    masked = mask_json(msgspec.json.encode({"outer": [{name: value, "id": 5}]}).decode())
    assert msgspec.json.decode(masked.json) == {"outer": [{name: MASK, "id": 5}]}
    assert masked.hidden == 1


def test_a_secret_number_is_masked_too() -> None:
    assert mask_json('{"token": 123456}').json == f'{{"token":"{MASK}"}}'


@pytest.mark.parametrize("text", ["ada@demo.example", "I would like to learn about queues", "Björkqvist", "x" * 41])
def test_what_people_wrote_is_masked_whatever_its_name(text: str) -> None:
    assert mask_json(msgspec.json.encode({"goal": text}).decode()).json == f'{{"goal":"{MASK}"}}'


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("no mailbox for ada@demo.example here", f"no mailbox for {MASK} here"),
        ("Authorization: Bearer abcdef123456", f"Authorization: Bearer {MASK}"),
        ("GET /x?token=abc123&page=2", f"GET /x?token={MASK}&page=2"),
        ("{'password': 'hunter2', 'n': 1}", f"{{'password': {MASK}, 'n': 1}}"),
        ("key sk-ant-0123456789abcdef was refused", f"key {MASK} was refused"),
        ("postgresql://hallway:pa55@127.0.0.1/db is away", f"postgresql://hallway:{MASK}@127.0.0.1/db is away"),
        ("job 01a206e6-8f37-70b1-b736-8a79bb65b196 took 30 s", "job 01a206e6-8f37-70b1-b736-8a79bb65b196 took 30 s"),
    ],
)
def test_addresses_and_secrets_are_masked_within_a_text(text: str, masked: str) -> None:
    assert mask_text(text) == masked


@pytest.mark.parametrize(
    "text", ["a" * 20_000, "a@" * 10_000, "token" * 4_000, "a://b:" * 3_000, "-" * 20_000, "“" * 20_000]
)
def test_a_long_text_takes_no_time(text: str) -> None:
    started = time.perf_counter()
    mask_text(text)
    without_variables(text)
    assert time.perf_counter() - started < 1


def test_what_nothing_is_hidden_of_stays_as_it_was_written() -> None:
    text = '{"user_id": "01a206e6-8f37-70b1-b736-8a79bb65b196",  "night": null, "texts": 3, "name": ""}'
    assert mask_json(text).json == text


def test_secrets_in_an_error_are_not_stored_but_whom_it_was_about_is() -> None:
    failure = ended_by(ValueError("ada@demo.example refused: token=abc123"), 1, 5).failure
    assert failure is not None
    assert failure.message == f"ada@demo.example refused: token={MASK}"
    assert "abc123" not in (failure.traceback or "")
