"""Static files and the names they get."""

from pathlib import Path

import pytest

from web.static_files import StaticFiles


def test_an_address_changes_with_the_content_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.js"
    file.write_text("1")
    first = StaticFiles(tmp_path).url("a.js")
    file.touch()
    same = StaticFiles(tmp_path).url("a.js")
    file.write_text("2")

    assert first == same
    assert StaticFiles(tmp_path).url("a.js") != first


def test_an_address_covers_what_a_style_sheet_imports(tmp_path: Path) -> None:
    (tmp_path / "all.css").write_text('@import "part.css" layer(base);\n')
    (tmp_path / "part.css").write_text("a { color: red }\n")
    first = StaticFiles(tmp_path).url("all.css")
    (tmp_path / "part.css").write_text("a { color: blue }\n")

    assert StaticFiles(tmp_path).url("all.css") != first


def test_hidden_files_are_not_served(tmp_path: Path) -> None:
    (tmp_path / ".stamp").write_text("x")

    assert ".stamp" not in StaticFiles(tmp_path)


def test_an_address_of_no_file_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        StaticFiles(tmp_path).url("nothing.css")
