"""The migrations make exactly the tables that `domain/tables` says."""

import pytest
from piccolo.apps.migrations.commands.new import NoChanges, _create_new_migration
from piccolo.conf.apps import Finder

from domain.errors import UnsupportedDatabase
from domain.migrate import check_server_version, list_foreign_tables, migrate
from domain.tables import Job

SPECIFIED_INDEXES = {
    ("session", "event_id"),
    ("session", "event_id, starts_at"),
    ("session", "track"),
    ("session_speaker", "speaker_id"),
    ("session_recommendation", "user_id, event_id"),
    ("session_recommendation", "event_id, expires_at"),
    ("session_recommendation", "session_id"),
    ("speaker_recommendation", "user_id, event_id"),
    ("speaker_recommendation", "event_id, expires_at"),
    ("speaker_recommendation", "speaker_id"),
    ("session_attendance", "session_id"),
    ("session_attendance", "user_id, event_id"),
}


async def test_no_table_has_changed_since_the_last_migration(migrated: None) -> None:
    with pytest.raises(NoChanges):
        await _create_new_migration(app_config=Finder().get_app_config("hallway"), auto=True)


async def test_migrating_twice_changes_nothing(database: None) -> None:
    await migrate()
    assert await Job.count() == 0


async def test_the_indexes_of_the_specification_are_there(database: None) -> None:
    rows = await Job.raw("SELECT tablename, substring(indexdef from '\\((.*)\\)') AS columns FROM pg_indexes")
    assert {(row["tablename"], row["columns"].replace('"', "")) for row in rows} >= SPECIFIED_INDEXES


async def test_every_moment_is_stored_with_its_zone(database: None) -> None:
    rows = await Job.raw(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND data_type = 'timestamp without time zone' AND table_name <> 'migration'"
    )
    assert rows == []


async def test_tables_of_others_are_noticed(database: None) -> None:
    assert await list_foreign_tables() == []
    await Job.raw("CREATE TABLE somebody_elses (id int)")
    try:
        assert await list_foreign_tables() == ["somebody_elses"]
    finally:
        await Job.raw("DROP TABLE somebody_elses")


async def test_an_old_postgresql_is_refused(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    await check_server_version()
    monkeypatch.setattr("domain.migrate.OLDEST_POSTGRESQL", 99)
    with pytest.raises(UnsupportedDatabase, match="PostgreSQL 99 or newer is needed; this is PostgreSQL"):
        await check_server_version()
