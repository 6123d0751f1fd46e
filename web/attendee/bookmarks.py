"""Saving a session at a level, and taking that back."""

from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_200_OK
from msgspec import Struct

from domain.recommendations import bookmarks
from domain.recommendations.bookmarks import Level
from web.attendee.change import Back, answer_change
from web.current_event import CurrentEvent
from web.requests import PageRequest


class BookmarkForm(Struct):
    """How much the session is wanted."""

    level: Level


@post("/sessions/{session_id:uuid}/bookmark", name="attendee.bookmark", status_code=HTTP_200_OK)
async def save_bookmark(
    request: PageRequest,
    event: NamedDependency[CurrentEvent],
    session_id: FromPath[UUID],
    data: URLEncodedBody[BookmarkForm],
    back: FromQuery[Back] = "all",
) -> Response[str] | Redirect:
    await bookmarks.set_bookmark(request.user.id, event.id, session_id, data.level)
    return await answer_change(request, event, session_id, f"Saved as {data.level}.", back=back, focus="level")


@post("/sessions/{session_id:uuid}/bookmark/delete", name="attendee.bookmark.delete", status_code=HTTP_200_OK)
async def delete_bookmark(
    request: PageRequest,
    event: NamedDependency[CurrentEvent],
    session_id: FromPath[UUID],
    back: FromQuery[Back] = "all",
) -> Response[str] | Redirect:
    await bookmarks.delete_bookmark(request.user.id, event.id, session_id)
    return await answer_change(request, event, session_id, "No longer saved.", back=back, focus="save")
