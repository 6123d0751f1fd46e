"""The kinds of request a handler may ask for."""

from typing import Any, TypeAlias

from litestar import Request

from domain.people.api_tokens import ApiCaller
from web.viewer import Viewer

AnyRequest: TypeAlias = Request[Any, Any, Any]
"""A request of whoever it is; `request.scope["user"]` is None for who is not signed in."""

PageRequest: TypeAlias = Request[Viewer, Any, Any]
"""A request behind a guard: `request.user` is the signed-in `Viewer`."""

ApiRequest: TypeAlias = Request[ApiCaller, Any, Any]
"""A request of another system with a token: `request.user` is the `ApiCaller`."""
