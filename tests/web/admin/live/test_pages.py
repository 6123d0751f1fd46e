"""What pages without filters say to a filter."""

import pytest

from tests.cast import Cast
from tests.web.visitor import Visitor


@pytest.mark.parametrize("page", ["dead-letters", "schedules", "workers"])
async def test_a_filter_that_would_do_nothing_is_refused_by_the_page_and_its_stream(
    visitor: Visitor, cast: Cast, page: str
) -> None:
    await visitor.be(cast.root)
    assert (await visitor.get(f"/admin/{page}")).status_code == 200
    for path in (f"/admin/{page}?error=x", f"/admin/live?page={page}&once=true&error=x"):
        answer = await visitor.get(path)
        assert (answer.status_code, "This page has no filters." in answer.text) == (400, True)
