"""What the event of a schedule file is called."""

import pytest

from domain.errors import InvalidInput
from local.demo.event_slug import slug_of_schedule

NAMELESS = b"""<?xml version="1.0"?>
<schedule><conference><title>Harbour Days \xc3\x98st 2025!</title></conference>
<day date="2025-05-01"><room name="Quay"/></day></schedule>"""


@pytest.mark.parametrize(
    ("filename", "slug"),
    [
        ("fosdem-2024.xml", "fosdem-2024"),
        ("ccc-camp-2019.frab.json", "ccc-camp-2019"),
        ("Our Conf_2026 (final).xml", "our-conf-2026-final"),
        (f"{'long-' * 20}name.xml", "long-" * 12 + "lon"),
    ],
)
def test_it_is_the_name_of_the_file_up_to_its_first_dot(filename: str, slug: str) -> None:
    assert slug_of_schedule(filename, b"not even read") == slug


def test_a_file_name_that_says_nothing_leaves_it_to_the_title() -> None:
    assert slug_of_schedule("schedule.xml", NAMELESS) == "harbour-days-st-2025"


def test_a_file_that_is_no_schedule_is_refused() -> None:
    with pytest.raises(InvalidInput):
        slug_of_schedule("schedule.xml", b"hello")
