"""Who acts on the administration pages, and what a route that changes something says of itself."""

from typing import Any

from domain.audit.entries import Action, Actor
from web.requests import PageRequest
from web.security.guards import require_full_admin


def actor_of(request: PageRequest) -> Actor:
    """As the audit log writes them down."""
    return Actor(request.user.id, request.user.name)


def audited_as(action: Action) -> dict[str, Any]:
    """What a route is declared with that changes something: it takes a full administrator, and is written down."""
    return {"guards": [require_full_admin], "opt": {"audited": action}}
