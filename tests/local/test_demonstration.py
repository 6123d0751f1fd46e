from collections.abc import AsyncIterator

import pytest

from domain.tables import Job
from local.demonstration import refuse_foreign_tables
from local.refusal import Refused

FOREIGN = ("invoice", "customer", "order_line", "payment")


@pytest.fixture
async def shared_database(database: None) -> AsyncIterator[None]:
    """A database in which somebody else keeps tables too."""
    for name in FOREIGN:
        await Job.raw(f"CREATE TABLE {name} (id int)")
    yield
    for name in FOREIGN:
        await Job.raw(f"DROP TABLE {name}")


async def test_a_database_with_tables_of_others_is_refused_and_some_are_named(shared_database: None) -> None:
    with pytest.raises(Refused, match=r"holds tables of others \(customer, invoice, order_line, …\)"):
        await refuse_foreign_tables()


async def test_a_database_with_our_tables_alone_is_taken(database: None) -> None:
    await refuse_foreign_tables()
