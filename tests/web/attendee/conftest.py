"""Ada, signed in, with a list of one session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.web.visitor import Visitor


@pytest.fixture
async def ada(visitor: Visitor, cast: Cast) -> Visitor:
    from tests.web.attendee.lists import make_pick

    await make_pick(cast.ada, cast.event, cast.queues_talk)
    await visitor.be(cast.ada)
    return visitor
