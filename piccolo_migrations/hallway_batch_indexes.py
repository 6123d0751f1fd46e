"""Indexes of the batches: one of each event, purpose, night and part, and their calls."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from domain.piccolo_conf import DB

ID = "2026-11-23T04:20:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "No second batch of a night; the calls of a batch"

# Without a night a batch is unique only while it is open.
CREATE = """
CREATE UNIQUE INDEX unique_model_batch_of_night ON model_batch (event_id, purpose, night, part) WHERE night IS NOT NULL;
CREATE UNIQUE INDEX unique_open_model_batch ON model_batch (event_id, purpose, part)
  WHERE night IS NULL AND state IN ('intended', 'submitted');
CREATE INDEX model_call_batch ON model_call (batch_id) WHERE batch_id IS NOT NULL;
"""

DROP = "DROP INDEX unique_model_batch_of_night, unique_open_model_batch, model_call_batch"


async def forwards() -> MigrationManager:
    """Create them."""
    manager = MigrationManager(migration_id=ID, app_name="hallway", description=DESCRIPTION)
    manager.add_raw(_create)
    manager.add_raw_backwards(_drop)
    return manager


async def _create() -> None:
    for statement in filter(str.strip, CREATE.split(";\n")):
        await DB.run_ddl(statement)


async def _drop() -> None:
    await DB.run_ddl(DROP)
