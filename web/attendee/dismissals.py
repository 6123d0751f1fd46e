"""Hiding a session from the list, saying why, and taking that back."""

from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_200_OK
from msgspec import Struct

from domain.recommendations import dismissals
from domain.recommendations.dismissals import Reason
from web.attendee.change import Back, answer_change
from web.current_event import CurrentEvent
from web.requests import PageRequest


class DismissalForm(Struct):
    """Why, if they say; it can be said later."""

    reason: Reason | None = None


@post("/sessions/{session_id:uuid}/dismissal", name="attendee.dismissal", status_code=HTTP_200_OK)
async def save_dismissal(
    request: PageRequest,
    event: NamedDependency[CurrentEvent],
    session_id: FromPath[UUID],
    data: URLEncodedBody[DismissalForm],
    back: FromQuery[Back] = "all",
) -> Response[str] | Redirect:
    await dismissals.dismiss(request.user.id, event.id, session_id, data.reason)
    said = "Thank you, noted." if data.reason else "Hidden."
    return await answer_change(request, event, session_id, said, back=back, focus=data.reason or "undo", is_whole=True)


@post("/sessions/{session_id:uuid}/dismissal/delete", name="attendee.dismissal.delete", status_code=HTTP_200_OK)
async def delete_dismissal(
    request: PageRequest,
    event: NamedDependency[CurrentEvent],
    session_id: FromPath[UUID],
    back: FromQuery[Back] = "all",
) -> Response[str] | Redirect:
    await dismissals.delete_dismissal(request.user.id, event.id, session_id)
    return await answer_change(request, event, session_id, "Shown again.", back=back, focus="dismiss", is_whole=True)
