"""What the last change did, said once on the page that follows it: carried by a cookie, so that no script is needed."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from web.requests import AnyRequest
from web.security.cookies import cookie_name, make_cookie

PURPOSE = "notice"
# A page follows at once, or not at all.
GOOD_FOR_SECONDS = 60
LONGEST = 500


def say_on(request: AnyRequest, path: str, words: str) -> Redirect:
    """Send the browser on to `path` after a change, with words for the page there."""
    value = urlsafe_b64encode(words[:LONGEST].encode()).decode()
    cookie = make_cookie(request.app.state.settings, PURPOSE, value, GOOD_FOR_SECONDS)
    return Redirect(path, status_code=HTTP_303_SEE_OTHER, cookies=[cookie])


class Notice:
    """The words that came with a request. The layout takes them; only then are they forgotten."""

    def __init__(self, request: AnyRequest) -> None:
        self._request = request
        self.is_taken = False

    def take(self) -> str:
        """The words, "" if there are none."""
        words = _decode(self._request.cookies.get(cookie_name(self._request.app.state.settings, PURPOSE), ""))
        self.is_taken = bool(words)
        return words


def _decode(value: str) -> str:
    try:
        return urlsafe_b64decode(value.encode()).decode()[:LONGEST]
    except ValueError:
        return ""
