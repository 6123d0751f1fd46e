"""Text of a schedule made plain: no markup, no control characters, paragraphs and lists kept."""

import html
import re
import unicodedata

import nh3

LONGEST_TEXT = 50_000

_BLOCKS = {"p", "div", "section", "article", "blockquote", "pre", "table", "ul", "ol", "dl", "hr"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LINES = {"br", "tr", "dt", "dd"}
_STRUCTURE = {*_BLOCKS, *_HEADINGS, *_LINES, "li"}
# Elements whose content is no text for people.
_UNSPOKEN = {"script", "style", "iframe", "svg", "math", "template"}

# Who writes of "the <title> element" writes no HTML; a closing tag, an attribute or a block shows that it is meant.
_MARKUP = re.compile(
    r"</[a-z][a-z0-9]*\s*>|<[a-z][a-z0-9]*\s[^<>]*=[^<>]*>|<(?:p|br|hr|li|ul|ol|div|img|script)\s*/?>|<!--",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"<(?:p|div|ul|ol|li|h[1-6]|table|section|article|blockquote)\b", re.IGNORECASE)
_SIMPLE_TAG = re.compile(r"<(/?)([a-z0-9]+)>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u200b\u2060\u202a-\u202e\u2066-\u2069]")
# With its semicolon: "?a=1&copy=2" is an address.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
_SPACES = re.compile(r"[^\S\n]+")
_ANY_SPACE = re.compile(r"\s+")
_MANY_LINES = re.compile(r"\n{3,}")
_BOLD = re.compile(r"\*\*(\S(?:[^*\n]*\S)?)\*\*")
_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\((https?://[^\s()]+)\)")
_BARE_LINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)
_BULLET = re.compile(r"^[*•] +", re.MULTILINE)


def plain_line(text: str | None) -> str:
    """One line without markup: a title, a name."""
    return _ANY_SPACE.sub(" ", _tidy(_spoken(_bounded(text)))).strip()


def plain_text(text: str | None) -> str:
    """Paragraphs parted by an empty line, list items on lines that begin with "- "."""
    return _BULLET.sub("- ", _HEADING.sub("", _tidy(_without_markdown(_spoken(_bounded(text)))))).strip()


def _bounded(text: str | None) -> str:
    return _CONTROL.sub("", (text or "")[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n"))


def _spoken(text: str) -> str:
    if _MARKUP.search(text):
        return _without_tags(text)
    # Some exporters escape twice.
    unescaped = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return _without_tags(unescaped) if _MARKUP.search(unescaped) else unescaped


def _without_tags(text: str) -> str:
    if _BLOCK_TAG.search(text):
        text = _ANY_SPACE.sub(" ", text)
    cleaned = nh3.clean(text, tags=_STRUCTURE, clean_content_tags=_UNSPOKEN, attributes={})
    return html.unescape(_SIMPLE_TAG.sub(_line_break, cleaned))


def _line_break(tag: re.Match[str]) -> str:
    closes, name = tag.groups()
    if name == "li":
        return "" if closes else "\n- "
    if name in _LINES:
        return "" if closes else "\n"
    return "\n\n"


def _without_markdown(text: str) -> str:
    text = _LINK.sub(lambda link: link[1] if link[1] == link[2] else f"{link[1]} ({link[2]})", text)
    return _BARE_LINK.sub(r"\1", _BOLD.sub(r"\1", text))


def _tidy(text: str) -> str:
    composed = unicodedata.normalize("NFC", _CONTROL.sub("", text))
    lines = (_SPACES.sub(" ", line).strip() for line in composed.split("\n"))
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()


def joined_texts(abstract: str | None, description: str | None) -> str:
    """Abstract and description as one text, without saying anything twice."""
    first, second = plain_text(abstract), plain_text(description)
    flat_first, flat_second = _ANY_SPACE.sub(" ", first), _ANY_SPACE.sub(" ", second)
    if flat_first in flat_second:
        return second
    if flat_second in flat_first:
        return first
    return f"{first}\n\n{second}"
