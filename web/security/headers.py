"""Security headers: the same on every answer, errors and static files included."""

from litestar.datastructures import MutableScopeHeaders
from litestar.types import BeforeMessageSendHookHandler, Message, Scope

from domain.settings import Settings

# `style-src-attr` lets style attributes carry custom properties, such as a score; style elements stay forbidden.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data:",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "object-src 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STRICT_TRANSPORT_SECURITY = "max-age=31536000; includeSubDomains"


def add_security_headers(settings: Settings) -> BeforeMessageSendHookHandler:
    """A hook that adds the headers to the start of each answer. Pages are of one person, so nobody may store them."""
    headers = HEADERS | ({"Strict-Transport-Security": STRICT_TRANSPORT_SECURITY} if settings.is_https else {})

    async def hook(message: Message, _: Scope) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            sent = MutableScopeHeaders.from_message(message)
            for name, value in headers.items():
                sent[name] = value
            sent.setdefault("Cache-Control", "no-store")

    return hook
