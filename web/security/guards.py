"""Guards: who may reach a route at all. Whose rows they may see there is the handler's question."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from domain.errors import DomainError, Forbidden
from web.viewer import Viewer


class SignInRequired(DomainError):
    """Nobody is signed in, and this page is somebody's."""


async def require_sign_in(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Raises: `SignInRequired`."""
    if connection.scope.get("user") is None:
        raise SignInRequired("Sign in to open this page.")


async def require_admin(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Raises: `SignInRequired`, or `Forbidden` for who is no administrator."""
    await require_sign_in(connection, handler)
    viewer: Viewer = connection.scope["user"]
    if not viewer.is_admin:
        raise Forbidden("The administration pages are for administrators of Hallway.")


async def require_full_admin(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """For what changes something. Raises: `SignInRequired`, or `Forbidden` for who may only look, or not even that."""
    await require_admin(connection, handler)
    viewer: Viewer = connection.scope["user"]
    if viewer.admin != "full":
        raise Forbidden("You may look at the administration pages. Changing something takes a full administrator.")
