"""Bring the database's tables up to date, once, however many processes start together."""

from functools import cache

from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.apps.migrations.tables import Migration

from domain import tables
from domain.errors import UnsupportedDatabase
from domain.piccolo_conf import DB

OLDEST_POSTGRESQL = 15
# Any fixed number: processes that migrate the same database take turns at it.
ADVISORY_LOCK = 4_851_023
VERSION = "SELECT current_setting('server_version_num')::int / 10000 AS major, version() AS name"


async def check_server_version() -> None:
    """Raises: `UnsupportedDatabase` if PostgreSQL is older than the oldest release still maintained."""
    [row] = await tables.Job.raw(VERSION)
    if row["major"] < OLDEST_POSTGRESQL:
        raise UnsupportedDatabase(f"PostgreSQL {OLDEST_POSTGRESQL} or newer is needed; this is {row['name']}.")


async def migrate() -> None:
    """Run the migrations that have not run yet. Idempotent.

    Raises: `UnsupportedDatabase`.
    """
    await check_server_version()
    connection = await DB.get_new_connection()
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", ADVISORY_LOCK)
        result = await run_forwards("hallway")
        if not result.success:
            raise UnsupportedDatabase(f"The tables could not be brought up to date: {result.message}")
    finally:
        await connection.close()


async def list_missing_migrations() -> list[str]:
    """Ids of the migrations that have not run in this database, oldest first."""
    ran = await Migration.get_migrations_which_ran(app_name="hallway")
    return [migration for migration in _migration_ids() if migration not in ran]


@cache
def _migration_ids() -> tuple[str, ...]:
    finder = BaseMigrationManager()
    folder = finder.get_app_config("hallway").resolved_migrations_folder_path
    return tuple(finder.get_migration_ids(finder.get_migration_modules(folder)))


async def list_foreign_tables() -> list[str]:
    """Names of tables in the public schema that are not Hallway's, sorted."""
    rows = await tables.Job.raw(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL({}) ORDER BY 1",
        [*_table_names(), "migration"],
    )
    return [row["tablename"] for row in rows]


def _table_names() -> list[str]:
    return [table._meta.tablename for table in tables.ALL]
