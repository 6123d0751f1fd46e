"""XML read as a stream, without any of what makes XML dangerous."""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from domain.errors import InvalidInput
from domain.programme.safe_file import MOST_XML_TAGS

CHUNK = 64 * 1024
# The first chunks are small, so that a document type is seen before what follows it is read.
FIRST_CHUNK = 512

Step = tuple[str, etree._Element]


def iterate_xml(content: bytes) -> Iterator[Step]:
    """("start" | "end", element) in document order; an element may be cleared once its end has come.

    Raises: `InvalidInput` if the XML is not well-formed, is cut off, has a document type, or has too many elements.
    """
    if content.count(b"<") > MOST_XML_TAGS:
        raise InvalidInput("The XML has too many elements for a schedule.")
    parser = etree.XMLPullParser(
        ("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from _checked(_steps(parser, content))
    except etree.XMLSyntaxError as error:
        raise InvalidInput(f"The XML is not well-formed, or the file is cut off: {error.msg}.") from None


def _steps(parser: etree.XMLPullParser, content: bytes) -> Iterator[Step]:
    start = 0
    while start < len(content):
        length = FIRST_CHUNK if start < CHUNK else CHUNK
        parser.feed(content[start : start + length])
        start += length
        yield from _elements(parser)
    parser.close()
    yield from _elements(parser)


def _elements(parser: etree.XMLPullParser) -> Iterator[Step]:
    for step, element in parser.read_events():
        if isinstance(element, etree._Element):
            yield step, element


def _checked(steps: Iterator[Step]) -> Iterator[Step]:
    for step in islice(steps, 1):
        _refuse_document_type(step[1])
        yield step
    yield from steps


def _refuse_document_type(root: etree._Element) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise InvalidInput("The XML declares a document type (DTD or entities): a schedule may have none.")


def local_name(element: etree._Element) -> str:
    """The tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of that name, in whatever namespace."""
    return next((one for one in element if local_name(one) == name), None)


def text(element: etree._Element | None) -> str | None:
    """All text within, or None if there is no element."""
    return None if element is None else "".join(str(part) for part in element.itertext())


def child_text(element: etree._Element, name: str) -> str | None:
    return text(child(element, name))


def markup(element: etree._Element | None) -> str | None:
    """The content as HTML: what was escaped is unescaped once, and real child elements are kept as markup."""
    if element is None:
        return None
    if len(element) == 0:
        return element.text
    inner = (etree.tostring(one, encoding="unicode", method="html") for one in element)
    return (element.text or "") + "".join(inner)
