from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Text
from piccolo.columns.indexes import IndexMethod
from piccolo.constraints import Check

ID = "2026-11-23T04:52:08:164227"
VERSION = "1.38.0"
DESCRIPTION = "Who wrote an introduction"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="hallway", description=DESCRIPTION)

    manager.add_column(
        table_class_name="PersonRecommendation",
        tablename="person_recommendation",
        column_name="introduction_method",
        db_column_name="introduction_method",
        column_class_name="Text",
        column_class=Text,
        params={"default": "template", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_constraint(table_class_name="PersonRecommendation", tablename="person_recommendation", constraint_name="known_introduction_method", constraint_class=Check, params={"condition": "introduction_method IN ('template', 'llm')"}, schema=None)

    return manager
