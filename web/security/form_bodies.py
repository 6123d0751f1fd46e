"""What a change may arrive as: a form, as browsers send it. Anything else would be read as a form without fields."""

from litestar.enums import RequestEncodingType

from domain.errors import DomainError
from web.requests import AnyRequest

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORMS = frozenset({RequestEncodingType.URL_ENCODED, RequestEncodingType.MULTI_PART})


class NotAForm(DomainError):
    """The body is of a type that no handler reads, or of none."""


async def require_form(request: AnyRequest) -> None:
    """Runs before each handler. Raises: `NotAForm` for a change that is not sent as a form."""
    if request.method not in SAFE_METHODS and request.content_type[0] not in FORMS:
        raise NotAForm("Changes are sent as a form, of the content type application/x-www-form-urlencoded.")
