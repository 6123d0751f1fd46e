"""One site and one cast for a whole module of tests that only look; whatever changes something has `database`.

Imported before the servers' addresses are known, so whatever reads the settings is imported in the fixtures.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.contracts.admin_objects import Objects
    from tests.contracts.stage import Stage
    from tests.web.visitor import Visitor


@pytest.fixture(scope="module")
async def stage(migrated: None) -> AsyncIterator[Stage]:
    from domain.settings import load_settings
    from tests.contracts.stage import set_up

    async with set_up(load_settings()) as stage:
        yield stage


@pytest.fixture
async def visitor(stage: Stage) -> AsyncIterator[Visitor]:
    async with stage.visitor() as visitor:
        yield visitor


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return stage.cast


@pytest.fixture
async def objects(stage: Stage) -> Objects:
    """What is behind the ids in the administration's addresses, unknown to other tests."""
    from tests.contracts.admin_objects import make_objects

    await stage.site.state.redis.flushdb()
    return await make_objects(stage.site, stage.settings, stage.cast)
