"""Indexes out of which the caps of an event and of a day are summed without a look at the table."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from domain.piccolo_conf import DB

ID = "2026-11-23T04:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Indexes of what calls of the model cost"

CREATE = (
    "CREATE INDEX model_call_event_cost ON model_call (event_id) INCLUDE (cost_microdollars) "
    "WHERE cost_microdollars > 0",
    "CREATE INDEX model_call_day_cost ON model_call (created_at) INCLUDE (cost_microdollars) "
    "WHERE cost_microdollars > 0",
)


async def forwards() -> MigrationManager:
    """Create them."""
    manager = MigrationManager(migration_id=ID, app_name="hallway", description=DESCRIPTION)
    manager.add_raw(_create)
    manager.add_raw_backwards(_drop)
    return manager


async def _create() -> None:
    for statement in CREATE:
        await DB.run_ddl(statement)


async def _drop() -> None:
    await DB.run_ddl("DROP INDEX model_call_event_cost, model_call_day_cost")
