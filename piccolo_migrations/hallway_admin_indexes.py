"""What administrators look for in a ledger of a million jobs; and an audit log that can only grow."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from domain.piccolo_conf import DB

ID = "2026-11-23T05:15:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Indexes of errors, people and kinds of work; no change of the audit log"

# Open and dead jobs are few and found through `job_open`. What succeeded is indexed when it ends and never again, so
# that a job's way there costs nothing more.
CREATE = (
    "CREATE INDEX job_error ON job (fingerprint, id) WHERE fingerprint IS NOT NULL",
    "CREATE INDEX job_replayed_from ON job (replayed_from) WHERE replayed_from IS NOT NULL",
    "CREATE INDEX job_done_name ON job (name, id) WHERE state = 'succeeded'",
    "CREATE INDEX job_done_person ON job ((arguments ->> 'user_id'), id) "
    "WHERE state = 'succeeded' AND arguments ? 'user_id'",
    "CREATE INDEX job_done_people ON job USING gin ((arguments -> 'user_ids')) "
    "WHERE state = 'succeeded' AND arguments ? 'user_ids'",
    "CREATE INDEX audit_entry_target ON audit_entry (target_kind, target_id, id)",
    "CREATE INDEX audit_entry_actor ON audit_entry (actor_id, id)",
    "CREATE INDEX audit_entry_action ON audit_entry (action, id)",
    "CREATE INDEX audit_entry_jobs ON audit_entry USING gin (job_ids)",
    """
CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log can only grow' USING ERRCODE = 'insufficient_privilege';
END $$""",
    "CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit()",
)

DROP = (
    "DROP INDEX job_error, job_replayed_from, job_done_name, job_done_person, job_done_people",
    "DROP INDEX audit_entry_target, audit_entry_actor, audit_entry_action, audit_entry_jobs",
    "DROP TRIGGER audit_only_grows ON audit_entry",
    "DROP FUNCTION refuse_change_of_audit",
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
    for statement in DROP:
        await DB.run_ddl(statement)
