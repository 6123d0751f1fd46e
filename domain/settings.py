"""Settings: environment variables, read once into one frozen object."""

import json
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import (
    AliasChoices,
    AnyHttpUrl,
    Field,
    PostgresDsn,
    RedisDsn,
    SecretStr,
    UrlConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic.networks import AnyUrl
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from domain.errors import WrongSetting
from domain.model.prices import DEFAULT_PRICES, PriceTable

# A price that is missing is a matter of HALLWAY_MODEL, which is read before the prices.
_NO_PRICE = "no_price"
SmtpDsn = Annotated[AnyUrl, UrlConstraints(allowed_schemes=["smtp", "smtps"])]


class Settings(BaseSettings):
    """All of Hallway's settings; `docs/configuration.md` lists them, and a test compares the two."""

    model_config = SettingsConfigDict(env_prefix="HALLWAY_", frozen=True, extra="ignore")

    database_url: PostgresDsn = Field(validation_alias=AliasChoices("DATABASE_URL"))
    redis_url: RedisDsn = Field(validation_alias=AliasChoices("REDIS_URL"))
    secret_key: SecretStr = Field(min_length=32)
    base_url: AnyHttpUrl = AnyHttpUrl("http://127.0.0.1:8000")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    demo: bool = False
    smtp_url: SmtpDsn | None = None
    mail_from: str = "Hallway <hallway@localhost>"
    metrics_token: SecretStr | None = Field(default=None, min_length=16)
    log_format: Literal["console", "json"] = "console"

    anthropic_api_key: SecretStr | None = Field(default=None, min_length=1, validation_alias="ANTHROPIC_API_KEY")
    anthropic_base_url: AnyHttpUrl | None = Field(default=None, validation_alias="ANTHROPIC_BASE_URL")
    model: str = Field(default="claude-haiku-5-5", min_length=1)
    model_prices: Annotated[PriceTable, NoDecode] = Field(default=DEFAULT_PRICES, validate_default=True)
    model_cap_per_event: float = Field(default=20.0, ge=0, allow_inf_nan=False)
    model_cap_per_day: float = Field(default=10.0, ge=0, allow_inf_nan=False)
    model_requests_per_second: float = Field(default=5.0, gt=0, allow_inf_nan=False)
    model_requests_burst: int = Field(default=20, ge=1)
    model_event_requests_per_second: float = Field(default=2.0, gt=0, allow_inf_nan=False)
    model_event_requests_burst: int = Field(default=10, ge=1)
    model_simulated: bool = False
    model_batch: bool = True

    @field_validator("anthropic_api_key", "anthropic_base_url", "metrics_token", mode="before")
    @classmethod
    def _blank_is_absent(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("anthropic_api_key")
    @classmethod
    def _is_one_word(cls, value: SecretStr | None) -> SecretStr | None:
        key = value.get_secret_value().strip() if value else ""
        # It travels in a header, which holds visible ASCII; the key itself is not said.
        if not all("!" <= character <= "~" for character in key):
            raise ValueError("a key is one word of letters, digits and signs, without blanks or line breaks inside")
        return SecretStr(key) if key else None

    @field_validator("model_prices", mode="before")
    @classmethod
    def _read_prices(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            given = json.loads(value)
        except ValueError as error:
            raise ValueError(f"not JSON ({error}); allowed is a table as in docs/configuration.md") from None
        return {**DEFAULT_PRICES, **given} if isinstance(given, dict) else given

    @field_validator("model_prices")
    @classmethod
    def _model_has_a_price(cls, value: PriceTable, info: ValidationInfo) -> PriceTable:
        name = info.data.get("model")
        if name is not None and name not in value:
            raise PydanticCustomError(
                _NO_PRICE,
                "{name} has no price in HALLWAY_MODEL_PRICES; there are prices for {known}",
                {"name": name, "known": ", ".join(value)},
            )
        return value

    @property
    def is_https(self) -> bool:
        return self.base_url.scheme == "https"


@cache
def load_settings() -> Settings:
    """Read the environment, once per process.

    Raises: `WrongSetting` naming each variable that is missing or wrong, and what is allowed.
    """
    try:
        return Settings()  # type: ignore[call-arg]  # the environment gives the arguments
    except ValidationError as error:
        raise WrongSetting("; ".join(map(_sentence, error.errors()))) from None


def _sentence(problem: ErrorDetails) -> str:
    name = "model" if problem["type"] == _NO_PRICE else str(problem["loc"][0]) if problem["loc"] else "settings"
    message = problem["msg"].removeprefix("Value error, ")
    variable = name if name.isupper() else f"HALLWAY_{name.upper()}"
    # A word in capitals, such as URL, and what somebody wrote stay as they are.
    is_sentence = message[:1].isupper() and message[1:2].islower() and problem["type"] != _NO_PRICE
    return f"{variable}: {message[:1].lower() if is_sentence else message[:1]}{message[1:]}"
