"""The indexes that Piccolo's tables cannot say: over several columns, or over a part of the rows."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from domain.piccolo_conf import DB

ID = "2026-11-22T23:59:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Indexes over several columns and over open jobs"

CREATE = """
CREATE INDEX session_event_starts_at ON session (event_id, starts_at);
CREATE INDEX session_attendance_user_event ON session_attendance (user_id, event_id);
CREATE INDEX session_recommendation_user_event ON session_recommendation (user_id, event_id);
CREATE INDEX session_recommendation_event_expiry ON session_recommendation (event_id, expires_at);
CREATE INDEX speaker_recommendation_user_event ON speaker_recommendation (user_id, event_id);
CREATE INDEX speaker_recommendation_event_expiry ON speaker_recommendation (event_id, expires_at);

CREATE INDEX job_due ON job (queue, event_id, priority DESC, due_at) WHERE state = 'scheduled';
CREATE INDEX job_held ON job (queue) WHERE state IN ('dispatched', 'running');
CREATE INDEX job_open ON job (state, id) WHERE state <> 'succeeded';
CREATE INDEX job_event ON job (event_id, id);
CREATE INDEX job_parent ON job (parent_id) WHERE parent_id IS NOT NULL;
CREATE UNIQUE INDEX job_dedupe ON job (dedupe_key) WHERE dedupe_key IS NOT NULL AND state IN ('scheduled', 'dispatched');
-- Job rows change several times in a short life: room on the page keeps updates in place, and vacuum comes early.
ALTER TABLE job SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
"""

DROP = """
DROP INDEX session_event_starts_at, session_attendance_user_event, session_recommendation_user_event,
  session_recommendation_event_expiry, speaker_recommendation_user_event, speaker_recommendation_event_expiry,
  job_due, job_held, job_open, job_event, job_parent, job_dedupe;
ALTER TABLE job RESET (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);
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
