"""Reads the JSON of a request: of the right type, of bounded size, every field checked."""

from typing import TypeVar

import msgspec
from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_413_REQUEST_ENTITY_TOO_LARGE

from web.api.refusals import NotJson, TooLarge, Unreadable, WrongFields
from web.api.wrong_fields import describe
from web.requests import AnyRequest

BODY_LIMIT_BYTES = 8 * 1024 * 1024  # a thousand sessions of eight kilobytes each
JSON = "application/json"

Body = TypeVar("Body")


async def require_json(request: AnyRequest) -> None:
    """Runs before each handler of the API. Raises: `NotJson` for a body of another type."""
    if request.method == "POST" and request.content_type[0] != JSON:
        raise NotJson(f"Send the body as JSON, with the header Content-Type: {JSON}.")


async def read_body(request: AnyRequest) -> bytes:
    """The whole body. Raises: `TooLarge`; `Unreadable` if it is not text in UTF-8."""
    try:
        body = await request.body()
        body.decode()  # msgspec looks only at the fields it knows
    except HTTPException as error:
        if error.status_code != HTTP_413_REQUEST_ENTITY_TOO_LARGE:
            raise
        raise TooLarge(f"A request may have {BODY_LIMIT_BYTES // 1024**2} MiB at most.") from None
    except UnicodeDecodeError:
        raise Unreadable("The body is not text in UTF-8.") from None
    return body


def decode(body: bytes, body_type: type[Body]) -> Body:
    """The body as its struct; fields it does not know are passed over.

    Raises: `Unreadable` for what is no JSON, `WrongFields` for the first field that is not as it must be.
    """
    try:
        return _decode(body, body_type)
    except msgspec.ValidationError as error:
        _decode(body, object)  # what follows the field may not even be JSON
        raise WrongFields(describe(str(error))) from None


def _decode(body: bytes, body_type: type[Body]) -> Body:
    try:
        return msgspec.json.decode(body, type=body_type)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"The body is not JSON, or a string in it is not text: {error}.") from None
    except RecursionError:
        raise Unreadable("The body is nested too deeply.") from None
