"""One session: what was given, derived and corrected of it, and the form that corrects it."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER, HTTP_409_CONFLICT, HTTP_422_UNPROCESSABLE_ENTITY

from domain.clock import utc_now
from domain.errors import Forbidden
from domain.programme.corrections import ChangedMeanwhile, InvalidCorrection, save_corrections
from domain.programme.session_layers import read_session
from web.current_event import CurrentEvent
from web.organizer.correction_form import Edits, over_newer, parse
from web.organizer.session_page import Notice, SessionPage, make_session_page
from web.rendering import render, wants_fragment
from web.requests import PageRequest

TEMPLATE = "organizer/session/index.html"


@get("/sessions/{session_id:uuid}", name="organizer.session")
async def show_session(
    request: PageRequest,
    event: NamedDependency[CurrentEvent],
    session_id: FromPath[UUID],
    saved: FromQuery[str] = "",
) -> Response[str]:
    session = await read_session(event.id, session_id)
    notice: Notice = "saved" if saved == "yes" else ""
    page = make_session_page(session, event, may_change=request.user.may_change(event.slug), notice=notice)
    return render(request, TEMPLATE, page)


@post("/sessions/{session_id:uuid}", name="organizer.session.save", status_code=HTTP_200_OK)
async def save_session(
    request: PageRequest, event: NamedDependency[CurrentEvent], session_id: FromPath[UUID]
) -> Response[str] | Redirect:
    if not request.user.may_change(event.slug):
        raise Forbidden("You may look at this programme, and not change it.")
    edits, version = parse(await request.form())
    page, status = await _save(event, session_id, edits, version)
    if status == HTTP_200_OK and not wants_fragment(request):
        path = request.app.route_reverse("organizer.session", slug=event.slug, session_id=session_id)
        return Redirect(f"{path}?saved=yes", status_code=HTTP_303_SEE_OTHER)
    return render(request, TEMPLATE, page, fragment="session_form", status=status)


async def _save(event: CurrentEvent, session_id: UUID, edits: Edits, version: str) -> tuple[SessionPage, int]:
    """The page that answers, and its status; what was typed is on it whatever became of it."""
    try:
        session = await save_corrections(event.id, session_id, edits, version, utc_now())
    except InvalidCorrection as error:
        session = await read_session(event.id, session_id)
        page = make_session_page(
            session, event, notice="problems", edits=edits, problems=error.problems, version=version
        )
        return page, HTTP_422_UNPROCESSABLE_ENTITY
    except ChangedMeanwhile as error:
        newer = over_newer(edits, error.session)
        return make_session_page(error.session, event, notice="conflict", edits=newer), HTTP_409_CONFLICT
    return make_session_page(session, event, notice="saved"), HTTP_200_OK
