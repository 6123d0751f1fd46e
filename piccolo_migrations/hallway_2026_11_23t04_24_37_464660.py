from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Array, Integer
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-23T04:24:37:464660"
VERSION = "1.38.0"
DESCRIPTION = "The revisions in which a request shows its candidates"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="hallway", description=DESCRIPTION)

    manager.add_column(
        table_class_name="ModelRequest",
        tablename="model_request",
        column_name="candidate_revisions",
        db_column_name="candidate_revisions",
        column_class_name="Array",
        column_class=Array,
        params={
            "default": list,
            "base_column": Integer(default=0, null=False, primary_key=False, unique=False, index=False, index_method=IndexMethod.btree, choices=None, db_column_name=None, secret=False),
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    return manager
