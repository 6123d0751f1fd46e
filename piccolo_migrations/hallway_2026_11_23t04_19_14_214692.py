from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Array, Boolean, Text
from piccolo.columns.indexes import IndexMethod
from piccolo.constraints import Check

ID = "2026-11-23T04:19:14:214692"
VERSION = "1.38.0"
DESCRIPTION = "What the model wrote of a session, field by field; a correction to no level"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="hallway", description=DESCRIPTION)

    manager.drop_column(table_class_name="Session", tablename="session", column_name="derived_by", db_column_name="derived_by", schema=None)

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="is_model_simulated",
        db_column_name="is_model_simulated",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="model_fields",
        db_column_name="model_fields",
        column_class_name="Array",
        column_class=Array,
        params={
            "default": list,
            "base_column": Text(default="", null=False, primary_key=False, unique=False, index=False, index_method=IndexMethod.btree, choices=None, db_column_name=None, secret=False),
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

    manager.drop_constraint(table_class_name="Session", tablename="session", constraint_name="known_derived_by", schema=None)

    manager.add_constraint(table_class_name="Session", tablename="session", constraint_name="known_model_fields", constraint_class=Check, params={"condition": "model_fields <@ ARRAY['difficulty', 'tags', 'outcomes', 'target_audience']"}, schema=None)

    manager.drop_constraint(table_class_name="Session", tablename="session", constraint_name="known_corrected_difficulty", schema=None)

    manager.add_constraint(table_class_name="Session", tablename="session", constraint_name="known_corrected_level", constraint_class=Check, params={"condition": "corrected_difficulty IN ('', 'beginner', 'intermediate', 'advanced')"}, schema=None)

    return manager
