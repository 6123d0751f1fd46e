"""Each setting is documented, and a wrong one is said in a sentence."""

import re
from pathlib import Path

import pytest

from domain.errors import WrongSetting
from domain.settings import Settings, load_settings

DOCS = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text()
ALIASES = {
    "database_url": "DATABASE_URL",
    "redis_url": "REDIS_URL",
    "anthropic_api_key": "ANTHROPIC_API_KEY",
    "anthropic_base_url": "ANTHROPIC_BASE_URL",
}


_PRICES = '"input": 1, "output": 1, "cache_write_5m": 1, "cache_write_1h": 1, "cache_read": 1'
UP_TO_ONLY = f'{{"x": {{"tiers": [{{"up_to": 5, {_PRICES}}}]}}}}'
NOT_RISING = f'{{"x": {{"tiers": [{{"up_to": 5, {_PRICES}}}, {{"up_to": 5, {_PRICES}}}, {{{_PRICES}}}]}}}}'


def test_each_setting_is_documented_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", DOCS, re.MULTILINE))
    assert rows.keys() == {ALIASES.get(name, f"HALLWAY_{name.upper()}") for name in Settings.model_fields}
    assert rows["HALLWAY_PORT"] == f"`{Settings.model_fields['port'].default}`"


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("HALLWAY_PORT", "70000", "HALLWAY_PORT: input should be less than or equal to 65535"),
        ("HALLWAY_SECRET_KEY", "short", "HALLWAY_SECRET_KEY: "),
        ("DATABASE_URL", "mysql://localhost/x", "DATABASE_URL: URL scheme should be 'postgres'"),
        ("HALLWAY_LOG_FORMAT", "yaml", "HALLWAY_LOG_FORMAT: input should be 'console' or 'json'"),
        ("ANTHROPIC_BASE_URL", "ftp://x", "ANTHROPIC_BASE_URL: URL scheme should be 'http' or 'https'"),
        (
            "HALLWAY_MODEL",
            "Claude-X",
            "HALLWAY_MODEL: Claude-X has no price in HALLWAY_MODEL_PRICES; there are prices for claude-haiku-5-5, ",
        ),
        ("HALLWAY_MODEL_PRICES", "{", "HALLWAY_MODEL_PRICES: not JSON ("),
        ("HALLWAY_MODEL_PRICES", '{"x": {"tiers": []}}', "HALLWAY_MODEL_PRICES: tuple should have at least 1 item"),
        ("HALLWAY_MODEL_PRICES", UP_TO_ONLY, "HALLWAY_MODEL_PRICES: the last tier has up_to; it must be without"),
        ("HALLWAY_MODEL_PRICES", NOT_RISING, "HALLWAY_MODEL_PRICES: each tier but the last wants an up_to greater"),
        ("ANTHROPIC_API_KEY", "sk-ant-1\nsk-ant-2", "ANTHROPIC_API_KEY: a key is one word"),
        ("ANTHROPIC_API_KEY", "sk ant", "ANTHROPIC_API_KEY: a key is one word"),
        ("HALLWAY_MODEL_CAP_PER_DAY", "-1", "HALLWAY_MODEL_CAP_PER_DAY: input should be greater than or equal to 0"),
        ("HALLWAY_MODEL_CAP_PER_EVENT", "nan", "HALLWAY_MODEL_CAP_PER_EVENT: input should be a finite number"),
        ("HALLWAY_MODEL_REQUESTS_PER_SECOND", "0", "HALLWAY_MODEL_REQUESTS_PER_SECOND: input should be greater than 0"),
        ("HALLWAY_MODEL_SIMULATED", "maybe", "HALLWAY_MODEL_SIMULATED: input should be a valid boolean"),
    ],
)
def test_a_wrong_value_stops_the_start_with_its_name(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(WrongSetting) as refused:
        load_settings.__wrapped__()
    assert refused.value.detail.startswith(sentence)


@pytest.mark.parametrize(("value", "key"), [("", None), (" \t\n", None), (" sk-ant-1\n", "sk-ant-1")])
def test_a_blank_key_is_none_and_blanks_around_one_do_not_count(
    monkeypatch: pytest.MonkeyPatch, value: str, key: str | None
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", value)
    found = load_settings.__wrapped__().anthropic_api_key
    assert (found and found.get_secret_value()) == key


def test_a_missing_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDIS_URL")
    with pytest.raises(WrongSetting, match="REDIS_URL: field required"):
        load_settings.__wrapped__()
