"""Who the administration's pages are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.web.visitor import Visitor


@pytest.fixture
async def root(visitor: Visitor, cast: Cast) -> Visitor:
    """A full administrator."""
    await visitor.be(cast.root)
    return visitor
