"""What stands before the root of an XML document, without a parser: a document type there can exhaust one."""

import re

_DECLARED = re.compile(rb"<!DOCTYPE\s+([^\s>\[]*)")
# What may stand before a document type, by its beginning and its end.
_SKIPPED = ((b"<?", b"?>"), (b"<!--", b"-->"))


def begins_with_document_type(content: bytes) -> str | None:
    """The name in the document type, in lower case, or None if none stands before the root. In linear time."""
    # In UTF-16 and UTF-32 every ASCII character comes with zeros.
    flat = content.replace(b"\0", b"") if b"\0" in content[:4] else content
    at = max(flat.find(b"<"), 0)
    while skipped := next((end for begin, end in _SKIPPED if flat.startswith(begin, at)), None):
        end = flat.find(skipped, at)
        following = flat.find(b"<", end) if end >= 0 else -1
        if following < 0:
            return None
        at = following
    declared = _DECLARED.match(flat, at)
    return declared[1].decode("ascii", "replace").lower() if declared else None
