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
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from domain.errors import WrongSetting
from domain.model.prices import DEFAULT_PRICES, PriceTable

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
    def _empty_is_absent(cls, value: object) -> object:
        return None if value == "" else value

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
            raise ValueError(f"HALLWAY_MODEL {name} has no price; there are prices for {', '.join(value)}")
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
        raise WrongSetting("; ".join(_sentence(problem["loc"], problem["msg"]) for problem in error.errors())) from None


def _sentence(location: tuple[int | str, ...], message: str) -> str:
    name = str(location[0]) if location else "settings"
    message = message.removeprefix("Value error, ")
    variable = name if name.isupper() else f"HALLWAY_{name.upper()}"
    return f"{variable}: {message[:1].lower()}{message[1:]}"
