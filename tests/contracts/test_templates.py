"""Templates obey the content security policy: no script or style inside, style attributes for custom properties."""

import re
from pathlib import Path

import pytest

from web.templating import TEMPLATES

PAGES = sorted(TEMPLATES.rglob("*.html"))
STYLE = re.compile(r'style="([^"]*)"')
CUSTOM_PROPERTY = re.compile(r"--[a-z-]+\s*:")
HANDLER = re.compile(r"\son[a-z]+=|\shx-on[:\w-]*=|javascript:")


def name(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("template", PAGES, ids=name)
def test_style_attributes_carry_custom_properties_only(template: Path) -> None:
    for style in STYLE.findall(template.read_text()):
        for declaration in filter(None, (part.strip() for part in style.split(";"))):
            assert CUSTOM_PROPERTY.match(declaration), declaration


@pytest.mark.parametrize("template", PAGES, ids=name)
def test_no_script_and_no_style_stands_in_a_page(template: Path) -> None:
    text = template.read_text()

    assert not re.search(r"<script(?! src=)|<style", text)
    assert not HANDLER.search(text)


@pytest.mark.parametrize("template", PAGES, ids=name)
def test_every_form_that_changes_something_sends_its_token(template: Path) -> None:
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", template.read_text(), re.DOTALL)

    assert all("csrf_input" in form for form in forms)
