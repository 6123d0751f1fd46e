"""Static files over HTTP."""

import gzip

from tests.web.visitor import Visitor
from web.static_files import FOLDER, StaticFiles

STYLE_SHEET = StaticFiles().url("css/hallway.css")


async def test_a_file_may_be_kept_for_ever_and_is_sent_compressed(visitor: Visitor) -> None:
    answer = await visitor.get(STYLE_SHEET)

    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) < len(answer.content) / 3


async def test_who_cannot_unpack_gets_it_plain(visitor: Visitor) -> None:
    plain = await visitor.get(STYLE_SHEET, headers={"Accept-Encoding": "identity"})

    assert "content-encoding" not in plain.headers
    assert plain.content == (await visitor.get(STYLE_SHEET)).content


async def test_an_address_of_another_content_is_not_found(visitor: Visitor) -> None:
    for path in ("/static/000000000000/css/hallway.css", STYLE_SHEET.replace("hallway.css", "../../app.py")):
        assert (await visitor.get(path)).status_code == 404


async def test_static_files_set_no_cookies(visitor: Visitor) -> None:
    assert "set-cookie" not in (await visitor.get(STYLE_SHEET)).headers


def test_the_style_sheet_is_sent_in_one_piece() -> None:
    file = StaticFiles().find(*STYLE_SHEET.removeprefix("/static/").split("/", 1))

    assert file is not None
    assert b"@import" not in file.content
    assert b"@layer tokens {" in file.content
    assert gzip.decompress(file.gzipped or b"") == file.content


def test_every_style_sheet_is_part_of_it() -> None:
    imports = (FOLDER / "css" / "hallway.css").read_text()

    names = {path.name for path in (FOLDER / "css").glob("*.css")} - {"hallway.css"}
    assert {name for name in names if f'@import "{name}" layer(' in imports} == names
