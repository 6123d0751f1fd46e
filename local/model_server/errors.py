"""Errors as the real API words them: a status, a type, a message, and a code where there is one."""

from __future__ import annotations

from typing import Any

import msgspec


class ApiError(Exception):
    """Ends a request; `code` is the stable name below `details`, `retry_after` in seconds becomes a header."""

    def __init__(
        self, status: int, kind: str, message: str, *, code: str | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.message = message
        self.code = code
        self.retry_after = retry_after

    def body(self, request_id: str | None) -> bytes:
        """The JSON of the answer, or of a failed request within a batch."""
        return msgspec.json.encode(self.shape(request_id))

    def shape(self, request_id: str | None) -> dict[str, Any]:
        error: dict[str, Any] = {"type": self.kind, "message": self.message}
        if self.code:
            error["details"] = {"error_code": self.code}
        return {"type": "error", "error": error, "request_id": request_id}


def invalid(message: str) -> ApiError:
    return ApiError(400, "invalid_request_error", message)


def not_found(what: str) -> ApiError:
    return ApiError(404, "not_found_error", what)
