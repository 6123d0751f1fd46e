"""Cookies: their names and the attributes they share."""

from hashlib import sha256

from litestar.datastructures import Cookie

from domain.settings import Settings


def cookie_name(settings: Settings, purpose: str) -> str:
    """A name for this installation alone: several on one host, on other ports, share the browser's cookies.

    Over https the `__Host-` prefix keeps neighbouring hosts from setting it.
    """
    installation = sha256(settings.secret_key.get_secret_value().encode()).hexdigest()[:8]
    return f"{'__Host-' if settings.is_https else ''}hallway-{purpose}-{installation}"


def make_cookie(settings: Settings, purpose: str, value: str, max_age_seconds: int) -> Cookie:
    """A cookie that scripts cannot read and other sites' forms do not send; an age of 0 deletes it."""
    return Cookie(
        key=cookie_name(settings, purpose),
        value=value,
        max_age=max_age_seconds,
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )
