"""Bearer tokens: how another system proves for whom it asks. Cookies open nothing here. Source: RFC 6750."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from domain.errors import DomainError
from domain.people.api_tokens import TokenRefused, find_caller
from domain.settings import Settings
from domain.work.origin import note_asker, person

SCHEME = "bearer"


class TokenRequired(DomainError):
    """No usable token came with the request; `challenge` says so in the words of the protocol."""

    def __init__(self, detail: str, challenge: str) -> None:
        super().__init__(detail)
        self.challenge = challenge


async def require_token(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """A guard: puts the `ApiCaller` into the scope. Raises: `TokenRequired`."""
    settings: Settings = connection.app.state.settings
    token = _sent_token(connection.headers.get("Authorization", ""))
    try:
        caller = connection.scope["user"] = await find_caller(settings.secret_key.get_secret_value(), token)
    except TokenRefused as refusal:
        challenge = f'Bearer realm="hallway", error="invalid_token", error_description="{refusal.detail}"'
        raise TokenRequired(f"{refusal.detail} Make a new one with ./hallway token EMAIL.", challenge) from None
    note_asker(person(caller.id))


def _sent_token(header: str) -> str:
    scheme, _, token = header.partition(" ")
    if scheme.lower() != SCHEME or not token.strip():
        sentence = "Send a token with each request, in a header: Authorization: Bearer TOKEN."
        raise TokenRequired(sentence, 'Bearer realm="hallway"')
    return token.strip()
