from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import (
    UUID,
    Array,
    BigInt,
    DoublePrecision,
    Integer,
    Text,
    Timestamptz,
)
from piccolo.columns.indexes import IndexMethod
from piccolo.constraints import Unique

from domain.tables.columns import Uuid7

ID = "2026-11-23T05:25:45:824741"
VERSION = "1.38.0"
DESCRIPTION = "Statistics of attempts, of events and of calls of the model"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="hallway", description=DESCRIPTION)

    manager.add_table(class_name="ModelStatistic", tablename="model_statistic", schema=None, columns=None)

    manager.add_table(class_name="EventStatistic", tablename="event_statistic", schema=None, columns=None)

    manager.add_table(class_name="StatisticsHorizon", tablename="statistics_horizon", schema=None, columns=None)

    manager.add_table(class_name="AttemptStatistic", tablename="attempt_statistic", schema=None, columns=None)

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="step_seconds",
        db_column_name="step_seconds",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="at",
        db_column_name="at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="event_id",
        db_column_name="event_id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="purpose",
        db_column_name="purpose",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="outcome",
        db_column_name="outcome",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="calls",
        db_column_name="calls",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="simulated",
        db_column_name="simulated",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="input_tokens",
        db_column_name="input_tokens",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="cache_write_tokens",
        db_column_name="cache_write_tokens",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="cache_read_tokens",
        db_column_name="cache_read_tokens",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="output_tokens",
        db_column_name="output_tokens",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="cost_microdollars",
        db_column_name="cost_microdollars",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ModelStatistic",
        tablename="model_statistic",
        column_name="latency",
        db_column_name="latency",
        column_class_name="Array",
        column_class=Array,
        params={
            "default": list,
            "base_column": BigInt(default=0, null=False, primary_key=False, unique=False, index=False, index_method=IndexMethod.btree, choices=None, db_column_name=None, secret=False),
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

    manager.add_column(
        table_class_name="EventStatistic",
        tablename="event_statistic",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="EventStatistic",
        tablename="event_statistic",
        column_name="step_seconds",
        db_column_name="step_seconds",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="EventStatistic",
        tablename="event_statistic",
        column_name="at",
        db_column_name="at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="EventStatistic",
        tablename="event_statistic",
        column_name="event_id",
        db_column_name="event_id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="EventStatistic",
        tablename="event_statistic",
        column_name="succeeded",
        db_column_name="succeeded",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="EventStatistic",
        tablename="event_statistic",
        column_name="failed",
        db_column_name="failed",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="EventStatistic",
        tablename="event_statistic",
        column_name="other",
        db_column_name="other",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="EventStatistic",
        tablename="event_statistic",
        column_name="waited",
        db_column_name="waited",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="EventStatistic",
        tablename="event_statistic",
        column_name="wait_seconds",
        db_column_name="wait_seconds",
        column_class_name="DoublePrecision",
        column_class=DoublePrecision,
        params={"default": 0.0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="StatisticsHorizon",
        tablename="statistics_horizon",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="StatisticsHorizon",
        tablename="statistics_horizon",
        column_name="source",
        db_column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": True, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="StatisticsHorizon",
        tablename="statistics_horizon",
        column_name="until",
        db_column_name="until",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="step_seconds",
        db_column_name="step_seconds",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="at",
        db_column_name="at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="queue",
        db_column_name="queue",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="name",
        db_column_name="name",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="succeeded",
        db_column_name="succeeded",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="retried",
        db_column_name="retried",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="dead",
        db_column_name="dead",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="crashed",
        db_column_name="crashed",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="cancelled",
        db_column_name="cancelled",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="returned",
        db_column_name="returned",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="wait",
        db_column_name="wait",
        column_class_name="Array",
        column_class=Array,
        params={
            "default": list,
            "base_column": BigInt(default=0, null=False, primary_key=False, unique=False, index=False, index_method=IndexMethod.btree, choices=None, db_column_name=None, secret=False),
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

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="run",
        db_column_name="run",
        column_class_name="Array",
        column_class=Array,
        params={
            "default": list,
            "base_column": BigInt(default=0, null=False, primary_key=False, unique=False, index=False, index_method=IndexMethod.btree, choices=None, db_column_name=None, secret=False),
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

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="wait_seconds",
        db_column_name="wait_seconds",
        column_class_name="DoublePrecision",
        column_class=DoublePrecision,
        params={"default": 0.0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="AttemptStatistic",
        tablename="attempt_statistic",
        column_name="run_seconds",
        db_column_name="run_seconds",
        column_class_name="DoublePrecision",
        column_class=DoublePrecision,
        params={"default": 0.0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_constraint(table_class_name="ModelStatistic", tablename="model_statistic", constraint_name="unique_model_statistic_span", constraint_class=Unique, params={"columns": ["step_seconds", "at", "event_id", "purpose", "outcome"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="EventStatistic", tablename="event_statistic", constraint_name="unique_event_statistic_span", constraint_class=Unique, params={"columns": ["step_seconds", "at", "event_id"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="AttemptStatistic", tablename="attempt_statistic", constraint_name="unique_attempt_statistic_span", constraint_class=Unique, params={"columns": ["step_seconds", "at", "queue", "name"], "nulls_distinct": True}, schema=None)

    return manager
