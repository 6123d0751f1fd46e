"""Hallway's tables and migrations, as Piccolo wants to know them."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from domain import tables

APP_CONFIG = AppConfig(
    app_name="hallway",
    migrations_folder_path=str(Path(__file__).parents[1] / "piccolo_migrations"),
    table_classes=list(tables.ALL),
    migration_dependencies=[],
)
