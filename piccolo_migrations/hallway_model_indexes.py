"""The lists of the hybrid ranker in place of the two earlier algorithms', and the indexes of what calls of a model leave."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from domain.piccolo_conf import DB

ID = "2026-11-23T03:59:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "One ranker's lists; indexes of model calls and of people's lists"

# Old lists stay until they are looked at: by their age they are then made anew.
CREATE = """
ALTER TABLE session_recommendation DROP CONSTRAINT known_source;
UPDATE session_recommendation SET source = 'hybrid', generated_at = generated_at - interval '2 days';
ALTER TABLE session_recommendation ADD CONSTRAINT known_source CHECK (source IN ('hybrid', 'llm'));
CREATE INDEX person_recommendation_user_event ON person_recommendation (user_id, event_id);
CREATE INDEX person_recommendation_event_expiry ON person_recommendation (event_id, expires_at);
CREATE INDEX model_call_created_at ON model_call (created_at);
CREATE INDEX model_call_event_created_at ON model_call (event_id, created_at);
CREATE INDEX model_batch_open ON model_batch (event_id) WHERE state IN ('intended', 'submitted');
"""

DROP = """
DROP INDEX person_recommendation_user_event, person_recommendation_event_expiry, model_call_created_at,
  model_call_event_created_at, model_batch_open;
ALTER TABLE session_recommendation DROP CONSTRAINT known_source;
UPDATE session_recommendation SET source = 'specification';
ALTER TABLE session_recommendation ADD CONSTRAINT known_source CHECK (source IN ('specification', 'text'));
"""


async def forwards() -> MigrationManager:
    """Create them."""
    manager = MigrationManager(migration_id=ID, app_name="hallway", description=DESCRIPTION)
    manager.add_raw(_create)
    manager.add_raw_backwards(_drop)
    return manager


async def _create() -> None:
    await _run(CREATE)


async def _drop() -> None:
    await _run(DROP)


async def _run(statements: str) -> None:
    for statement in filter(str.strip, statements.split(";\n")):
        await DB.run_ddl(statement)
