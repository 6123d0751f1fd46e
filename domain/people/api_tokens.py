"""Bearer tokens of the API: signed, short-lived, and all of a person's withdrawn at once.

Source: RFC 7519 (JSON Web Token), RFC 8725 (its best practices).
"""

import hmac
from datetime import datetime, timedelta
from uuid import UUID

import jwt
import msgspec

from domain.errors import DomainError, NotFound
from domain.ids import uuid7
from domain.tables import User

LIFETIME = timedelta(hours=1)
LONGEST_LIFETIME = timedelta(days=30)
# Clocks of two machines differ by less.
LEEWAY = timedelta(seconds=10)

_ALGORITHM = "HS256"
_ISSUER = "hallway"
_AUDIENCE = "hallway-api"
_WITHDRAW = "UPDATE users SET token_generation = token_generation + 1 WHERE email = {} RETURNING id"


class TokenRefused(DomainError):
    """The token is not one of ours, is too old, was withdrawn, or is of somebody who is gone."""


class ApiCaller(msgspec.Struct, frozen=True):
    """Whose token came with a request, as the database knows them now; `admin` is `none`, `read` or `full`."""

    id: UUID
    admin: str


class Claims(msgspec.Struct, frozen=True):
    """What a token says, after its signature was checked; `generation` is the person's at the time of issue."""

    sub: UUID
    generation: int


async def issue_token(secret_key: str, email: str, now: datetime, lifetime: timedelta = LIFETIME) -> str:
    """A token for whoever has this address. Nothing is stored: it is worth something because it is signed.

    Raises: `NotFound` if nobody has the address.
    """
    address = email.strip().lower()
    row = await User.objects().get(User.email == address)
    if row is None:
        raise NotFound(f"Nobody here has the e-mail address {address}.")
    claims = {
        "iss": _ISSUER,
        "aud": _AUDIENCE,
        "sub": str(row.id),
        "iat": now,
        "exp": now + min(lifetime, LONGEST_LIFETIME),
        "jti": str(uuid7()),
        "generation": row.token_generation,
    }
    return jwt.encode(claims, _signing_key(secret_key), algorithm=_ALGORITHM)


async def withdraw_tokens(email: str) -> None:
    """Refuse from now on every token that this person has been given.

    Raises: `NotFound` if nobody has the address.
    """
    address = email.strip().lower()
    if not await User.raw(_WITHDRAW, address):
        raise NotFound(f"Nobody here has the e-mail address {address}.")


async def find_caller(secret_key: str, token: str) -> ApiCaller:
    """Whose token this is; looked up each time, so that who is deleted or was withdrawn from is out at once.

    Raises: `TokenRefused`.
    """
    claims = _read(secret_key, token)
    row = await User.objects().get(User.id == claims.sub)
    if row is None or row.token_generation != claims.generation:
        raise TokenRefused("This token was withdrawn.")
    return ApiCaller(row.id, row.admin)


def _read(secret_key: str, token: str) -> Claims:
    try:
        claims = jwt.decode(
            token,
            _signing_key(secret_key),
            algorithms=[_ALGORITHM],
            issuer=_ISSUER,
            audience=_AUDIENCE,
            leeway=LEEWAY,
            options={"require": ["iss", "aud", "sub", "iat", "exp", "jti"], "strict_aud": True},
        )
        return msgspec.convert(claims, Claims)
    except jwt.ExpiredSignatureError:
        raise TokenRefused("This token has expired.") from None
    except (jwt.InvalidTokenError, msgspec.ValidationError):
        raise TokenRefused("This token is not one of Hallway's.") from None


def _signing_key(secret_key: str) -> bytes:
    """A key for tokens alone: what else the secret signs cannot pass for one."""
    return hmac.digest(secret_key.encode(), b"hallway api token 1", "sha256")
