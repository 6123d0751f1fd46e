"""What of a job is for everybody's eyes."""

import msgspec
import pytest

from domain.audit.entries import Actor
from domain.errors import NotFound
from domain.ids import uuid7
from domain.tables import AuditEntry, Job
from domain.work.masking import MASK, mask_json, mask_text, reveal
from tests.domain.work.ledger import new_job

ROOT = Actor(uuid7(), "Rút")


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


async def test_who_asks_sees_the_rest_and_is_written_down(database: None) -> None:
    job_id = await new_job()
    await Job.update({Job.arguments: '{"email": "ada@demo.example"}', Job.error: "no"}).where(Job.id == job_id)
    plain = await reveal(ROOT, job_id)
    assert (plain.arguments, plain.result, plain.error) == ('{"email": "ada@demo.example"}', None, "no")
    [entry] = await AuditEntry.select()
    assert (entry["actor_id"], entry["action"], entry["target_id"]) == (ROOT.id, "jobs.reveal", str(job_id))


async def test_nothing_is_written_down_of_a_job_that_is_not_there(database: None) -> None:
    with pytest.raises(NotFound):
        await reveal(ROOT, uuid7())
    assert await AuditEntry.count() == 0
