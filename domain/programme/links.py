"""Of a session's links the one by which somebody can take part from afar."""

import re
from urllib.parse import urlsplit

from domain.programme.source_rows import SourceLink

LONGEST = 2_000

_LIVE = re.compile(r"\b(?:live|livestream|live stream|stream|streaming|video ?conference|join online)\b", re.IGNORECASE)


def live_link(links: tuple[SourceLink, ...]) -> str | None:
    """The first web address whose title says that it is live; recordings, chats and slides are none."""
    live = (link.url.strip() for link in links if _LIVE.search(link.title))
    return next((url for url in live if is_web_address(url)), None)


def is_web_address(url: str) -> bool:
    """Whether it is an http(s) address that may stand in a page."""
    if len(url) > LONGEST or not url.isprintable():
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
