"""Static files over HTTP: an address names one content, so it may be kept for ever."""

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from domain.errors import NotFound
from web.requests import AnyRequest
from web.static_files import StaticFiles

FOR_ANYBODY = {"without_session": True, "without_csrf": True, "quiet": True}
FOR_EVER = "public, max-age=31536000, immutable"


@get("/static/{digest:str}/{path:path}", name="static", opt=FOR_ANYBODY)
async def show_static_file(request: AnyRequest, digest: FromPath[str], path: FromPath[str]) -> Response[bytes]:
    static_files: StaticFiles = request.app.state.static_files
    file = static_files.find(digest, path.lstrip("/"))
    if file is None:
        raise NotFound("There is no file at this address.")
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    if file.gzipped and "gzip" in request.headers.get("Accept-Encoding", ""):
        return Response(file.gzipped, media_type=file.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(file.content, media_type=file.media_type, headers=headers)
