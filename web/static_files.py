"""Static files: read once at start, named by a hash of their content, so that browsers may keep them for ever."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
_IMPORT = re.compile(r'@import "(?P<file>[\w./-]+)" layer\((?P<layer>\w+)\);')
# Compressing a picture or a font costs time and saves nothing.
_COMPRESSED = re.compile(r"text/.*|application/(javascript|json|manifest\+json)|image/svg\+xml")


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file as it is sent; `gzipped` is None where compression does not help."""

    url: str
    digest: str
    media_type: str
    content: bytes
    gzipped: bytes | None


class StaticFiles:
    """Every file below a folder, found by its path, such as `hallway.css` or `vendor/htmx.min.js`."""

    def __init__(self, folder: Path = FOLDER) -> None:
        paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name[0] != ".")
        self._files = {path.relative_to(folder).as_posix(): _read(path, folder) for path in paths}

    def __contains__(self, path: str) -> bool:
        return path in self._files

    def url(self, path: str) -> str:
        """The address of a file, changing whenever its content does.

        Raises: `KeyError` for a file that is not there.
        """
        return self._files[path].url

    def find(self, digest: str, path: str) -> StaticFile | None:
        """The file at an address; None if it is unknown, or has changed since."""
        file = self._files.get(path)
        return file if file and file.digest == digest else None


def _read(path: Path, folder: Path) -> StaticFile:
    content = _with_imports(path) if path.suffix == ".css" else path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:12]
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return StaticFile(
        url=f"/static/{digest}/{path.relative_to(folder).as_posix()}",
        digest=digest,
        media_type=media_type,
        content=content,
        gzipped=gzip.compress(content, mtime=0) if _COMPRESSED.fullmatch(media_type) else None,
    )


def _with_imports(path: Path) -> bytes:
    """A style sheet with what it imports put in its place: one request, and one hash that covers all of it."""

    def replaced(match: re.Match[str]) -> str:
        return f"@layer {match['layer']} {{\n{(path.parent / match['file']).read_text('utf-8')}}}"

    return _IMPORT.sub(replaced, path.read_text("utf-8")).encode()
