"""A night of five people, with its batch written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from domain.model.opening import Model
    from tests.domain.model.batches.nights import Night


@pytest.fixture
async def night(model: Model) -> Night:
    # Not before the servers run, for settings are read at the import.
    from tests.domain.model.batches.nights import begin_night

    night = await begin_night(model, 5)
    await night.plan()
    return night
