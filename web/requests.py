"""The kinds of request a handler may ask for."""

from typing import Any, TypeAlias

from litestar import Request

from web.viewer import Viewer

AnyRequest: TypeAlias = Request[Any, Any, Any]
"""A request of whoever it is; `request.scope["user"]` is None for who is not signed in."""

PageRequest: TypeAlias = Request[Viewer, Any, Any]
"""A request behind a guard: `request.user` is the signed-in `Viewer`."""
