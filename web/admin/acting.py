"""Who acts on the administration pages, as the audit log writes them down."""

from domain.audit.entries import Actor
from web.requests import PageRequest


def actor_of(request: PageRequest) -> Actor:
    return Actor(request.user.id, request.user.name)
