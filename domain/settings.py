"""Settings: environment variables, read once into one frozen object."""

from functools import cache
from typing import Annotated, Literal

from pydantic import AliasChoices, AnyHttpUrl, Field, PostgresDsn, RedisDsn, SecretStr, UrlConstraints, ValidationError
from pydantic.networks import AnyUrl
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.errors import WrongSetting

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
    log_format: Literal["console", "json"] = "console"

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
    variable = name if name.isupper() else f"HALLWAY_{name.upper()}"
    return f"{variable}: {message[:1].lower()}{message[1:]}"
