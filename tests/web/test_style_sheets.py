"""Style sheets: what they style is there."""

import re
from pathlib import Path

import pytest

from web.static_files import FOLDER
from web.templating import TEMPLATES

SHEETS = sorted(FOLDER.rglob("*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTOR = re.compile(r"([^{};]*){")
CLASS = re.compile(r"\.([a-z][\w-]*)", re.IGNORECASE)


def quoted_words() -> set[str]:
    """Every word inside quotation marks in templates and modules: there a class gets its name."""
    files = (*TEMPLATES.rglob("*.html"), *TEMPLATES.parent.rglob("*.py"))
    quoted = " ".join(text for file in files for text in re.findall(r'"([^"\n]*)"', file.read_text()))
    return set(re.findall(r"[\w-]+", quoted))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_class_occurs_in_a_page(sheet: Path) -> None:
    words = quoted_words()
    text = COMMENT.sub("", sheet.read_text())
    classes = {name for selector in SELECTOR.findall(text) for name in CLASS.findall(selector)}

    # A number at the end is filled in by the template.
    assert {name for name in classes if name not in words and name.rstrip("0123456789") not in words} == set()


def test_every_sheet_is_part_of_the_one_that_pages_load() -> None:
    imported = set(re.findall(r'@import "([\w.]+)"', (FOLDER / "css/hallway.css").read_text()))

    assert imported == {sheet.name for sheet in SHEETS} - {"hallway.css"}
