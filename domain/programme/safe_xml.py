"""XML read as a stream, without any of what makes XML dangerous."""

import html
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from domain.errors import InvalidInput
from domain.programme.safe_file import MOST_EVENTS, MOST_XML_ATTRIBUTES, MOST_XML_TAGS, SUPPORTED
from domain.programme.xml_prolog import begins_with_document_type

CHUNK = 64 * 1024
# An event begins and ends, and so does its room.
MOST_STEPS = 5 * MOST_EVENTS
MOST_CHILDREN = 500

Step = tuple[str, etree._Element]
Children = dict[str, etree._Element]


def iterate_xml(content: bytes, root: str, names: tuple[str, ...]) -> Iterator[Step]:
    """("start" | "end", element) of the elements so named, in document order; one may be cleared at its end.

    Raises: `InvalidInput` if the XML is not well-formed, is cut off, has a document type or too many elements, or if
        its root is not called `root`.
    """
    _refuse_too_much(content)
    _refuse_document_type(content)
    try:
        yield from _bounded(_steps(_parser(names), content, root))
    except etree.XMLSyntaxError as error:
        if "depth" in str(error.msg):
            raise InvalidInput("The XML is nested too deeply for a schedule.") from None
        raise InvalidInput(f"The XML is not well-formed, or the file is cut off: {error.msg}.") from None


def _refuse_too_much(content: bytes) -> None:
    attributes = content.count(b'="') + content.count(b"='")
    if content.count(b"<") > MOST_XML_TAGS or attributes > MOST_XML_ATTRIBUTES:
        raise InvalidInput("The XML has too many elements for a schedule.")


def _refuse_document_type(content: bytes) -> None:
    declared = begins_with_document_type(content)
    if declared == "html":
        raise InvalidInput(f"This is a web page, not a schedule. {SUPPORTED}")
    if declared is not None:
        raise InvalidInput("The XML declares a document type (DTD or entities): a schedule may have none.")


def _parser(names: tuple[str, ...]) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        ("start", "end"),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _steps(parser: etree.XMLPullParser, content: bytes, root: str) -> Iterator[Step]:
    for start in range(0, len(content), CHUNK):
        parser.feed(content[start : start + CHUNK])
        yield from _elements(parser)
    _check_root(parser.close(), root)
    yield from _elements(parser)


def _elements(parser: etree.XMLPullParser) -> Iterator[Step]:
    for step, element in parser.read_events():
        if isinstance(element, etree._Element):
            yield step, element


def _bounded(steps: Iterator[Step]) -> Iterator[Step]:
    yield from islice(steps, MOST_STEPS)
    if next(steps, None) is not None:
        raise InvalidInput("The XML has too many elements for a schedule.")


def _check_root(root: etree._Element, name: str) -> None:
    found = local_name(root)
    if root.getroottree().docinfo.internalDTD is not None:
        raise InvalidInput("The XML declares a document type (DTD or entities): a schedule may have none.")
    if found.lower() == "html":
        raise InvalidInput(f"This is a web page, not a schedule. {SUPPORTED}")
    if found != name:
        raise InvalidInput(f"This XML is a <{found[:50]}>, not a <{name}>. {SUPPORTED}")


def local_name(element: etree._Element) -> str:
    """The tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element | None) -> Children:
    """The first child of each name; at most five hundred are looked at."""
    found: Children = {}
    for one in first_children(element):
        found.setdefault(local_name(one), one)
    return found


def first_children(element: etree._Element | None) -> Iterator[etree._Element]:
    """Its children, five hundred at most."""
    return islice(() if element is None else element, MOST_CHILDREN)


def text(element: etree._Element | None) -> str | None:
    """All text within, or None if there is no element."""
    if element is None or len(element) == 0:
        return None if element is None else element.text or ""
    return "".join(str(part) for part in element.itertext())


def markup(element: etree._Element | None) -> str | None:
    """The content as HTML: what was escaped is unescaped once, and real child elements are kept as markup."""
    if element is None or len(element) == 0:
        return None if element is None else element.text
    inner = (etree.tostring(one, encoding="unicode", method="html") for one in element)
    return f"<div>{html.escape(element.text or '')}{''.join(inner)}</div>"
