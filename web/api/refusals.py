"""What a request of the API can be refused for."""

from msgspec import Struct

from domain.errors import InvalidInput


class FieldError(Struct, frozen=True):
    """What is wrong at one place of what was sent; `pointer` leads there. Source: RFC 9457, section 3; RFC 6901."""

    pointer: str
    detail: str


class ApiRefusal(InvalidInput):
    """A body that cannot be taken, with the status and the title of the answer."""

    status = 400
    title = "That cannot be read"
    errors: tuple[FieldError, ...] = ()


class Unreadable(ApiRefusal):
    """It says that it is JSON, and is not."""


class TooLarge(ApiRefusal):
    """It is larger than is read."""

    status = 413
    title = "Too much at once"


class NotJson(ApiRefusal):
    """It is of another type than JSON."""

    status = 415
    title = "That is not JSON"


class WrongFields(ApiRefusal):
    """It is JSON, and something in it is not as it must be."""

    status = 422
    title = "Something is not as it must be"

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(f"{errors[0].pointer}: {errors[0].detail}")
        self.errors = errors
