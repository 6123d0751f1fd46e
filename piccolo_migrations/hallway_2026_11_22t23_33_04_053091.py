import uuid

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import (
    JSONB,
    UUID,
    Array,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    Interval,
    SmallInt,
    Text,
    Timestamptz,
)
from piccolo.columns.defaults.interval import IntervalCustom
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.columns.indexes import IndexMethod
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain.tables.columns import Uuid7


class Event(Table, tablename="event", schema=None):
    id = UUID(default=Uuid7(), null=False, primary_key=True, unique=False, index=False, index_method=IndexMethod.btree, choices=None, db_column_name=None, secret=False)


class Job(Table, tablename="job", schema=None):
    id = UUID(default=Uuid7(), null=False, primary_key=True, unique=False, index=False, index_method=IndexMethod.btree, choices=None, db_column_name=None, secret=False)


class Room(Table, tablename="room", schema=None):
    id = UUID(default=Uuid7(), null=False, primary_key=True, unique=False, index=False, index_method=IndexMethod.btree, choices=None, db_column_name=None, secret=False)


class Session(Table, tablename="session", schema=None):
    id = UUID(default=Uuid7(), null=False, primary_key=True, unique=False, index=False, index_method=IndexMethod.btree, choices=None, db_column_name=None, secret=False)


class User(Table, tablename="users", schema=None):
    id = UUID(default=Uuid7(), null=False, primary_key=True, unique=False, index=False, index_method=IndexMethod.btree, choices=None, db_column_name=None, secret=False)


ID = "2026-11-22T23:33:04:053091"
VERSION = "1.38.0"
DESCRIPTION = "The first tables"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="hallway", description=DESCRIPTION)

    manager.add_table(class_name="SpeakerRecommendation", tablename="speaker_recommendation", schema=None, columns=None)

    manager.add_table(class_name="ScheduleImport", tablename="schedule_import", schema=None, columns=None)

    manager.add_table(class_name="JobAttempt", tablename="job_attempt", schema=None, columns=None)

    manager.add_table(class_name="Connection", tablename="connection", schema=None, columns=None)

    manager.add_table(class_name="Job", tablename="job", schema=None, columns=None)

    manager.add_table(class_name="SpeakerProfile", tablename="speaker_profile", schema=None, columns=None)

    manager.add_table(class_name="Event", tablename="event", schema=None, columns=None)

    manager.add_table(class_name="Profile", tablename="profile", schema=None, columns=None)

    manager.add_table(class_name="User", tablename="users", schema=None, columns=None)

    manager.add_table(class_name="Bookmark", tablename="bookmark", schema=None, columns=None)

    manager.add_table(class_name="Worker", tablename="worker", schema=None, columns=None)

    manager.add_table(class_name="Registration", tablename="registration", schema=None, columns=None)

    manager.add_table(class_name="Session", tablename="session", schema=None, columns=None)

    manager.add_table(class_name="WebSession", tablename="web_session", schema=None, columns=None)

    manager.add_table(class_name="SessionSpeaker", tablename="session_speaker", schema=None, columns=None)

    manager.add_table(class_name="SignInLink", tablename="sign_in_link", schema=None, columns=None)

    manager.add_table(class_name="Mail", tablename="mail", schema=None, columns=None)

    manager.add_table(class_name="Queue", tablename="queue", schema=None, columns=None)

    manager.add_table(class_name="Dismissal", tablename="dismissal", schema=None, columns=None)

    manager.add_table(class_name="SessionRecommendation", tablename="session_recommendation", schema=None, columns=None)

    manager.add_table(class_name="Room", tablename="room", schema=None, columns=None)

    manager.add_table(class_name="SessionAttendance", tablename="session_attendance", schema=None, columns=None)

    manager.add_column(
        table_class_name="SpeakerRecommendation",
        tablename="speaker_recommendation",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerRecommendation",
        tablename="speaker_recommendation",
        column_name="user_id",
        db_column_name="user_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerRecommendation",
        tablename="speaker_recommendation",
        column_name="event_id",
        db_column_name="event_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Event, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerRecommendation",
        tablename="speaker_recommendation",
        column_name="speaker_id",
        db_column_name="speaker_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerRecommendation",
        tablename="speaker_recommendation",
        column_name="match_score",
        db_column_name="match_score",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerRecommendation",
        tablename="speaker_recommendation",
        column_name="reasons",
        db_column_name="reasons",
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

    manager.add_column(
        table_class_name="SpeakerRecommendation",
        tablename="speaker_recommendation",
        column_name="conversation_starters",
        db_column_name="conversation_starters",
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

    manager.add_column(
        table_class_name="SpeakerRecommendation",
        tablename="speaker_recommendation",
        column_name="generated_at",
        db_column_name="generated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerRecommendation",
        tablename="speaker_recommendation",
        column_name="expires_at",
        db_column_name="expires_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerRecommendation",
        tablename="speaker_recommendation",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerRecommendation",
        tablename="speaker_recommendation",
        column_name="updated_at",
        db_column_name="updated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ScheduleImport",
        tablename="schedule_import",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ScheduleImport",
        tablename="schedule_import",
        column_name="event_id",
        db_column_name="event_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Event, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ScheduleImport",
        tablename="schedule_import",
        column_name="requested_by_id",
        db_column_name="requested_by_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.set_null, "on_update": OnUpdate.cascade, "target_column": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ScheduleImport",
        tablename="schedule_import",
        column_name="filename",
        db_column_name="filename",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ScheduleImport",
        tablename="schedule_import",
        column_name="format",
        db_column_name="format",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ScheduleImport",
        tablename="schedule_import",
        column_name="content",
        db_column_name="content",
        column_class_name="Bytea",
        column_class=Bytea,
        params={"default": b"", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ScheduleImport",
        tablename="schedule_import",
        column_name="sha256",
        db_column_name="sha256",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ScheduleImport",
        tablename="schedule_import",
        column_name="time_zone",
        db_column_name="time_zone",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ScheduleImport",
        tablename="schedule_import",
        column_name="report",
        db_column_name="report",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ScheduleImport",
        tablename="schedule_import",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="ScheduleImport",
        tablename="schedule_import",
        column_name="finished_at",
        db_column_name="finished_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="JobAttempt",
        tablename="job_attempt",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="JobAttempt",
        tablename="job_attempt",
        column_name="job_id",
        db_column_name="job_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Job, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="JobAttempt",
        tablename="job_attempt",
        column_name="dispatch_no",
        db_column_name="dispatch_no",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="JobAttempt",
        tablename="job_attempt",
        column_name="worker",
        db_column_name="worker",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="JobAttempt",
        tablename="job_attempt",
        column_name="outcome",
        db_column_name="outcome",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="JobAttempt",
        tablename="job_attempt",
        column_name="started_at",
        db_column_name="started_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="JobAttempt",
        tablename="job_attempt",
        column_name="finished_at",
        db_column_name="finished_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="JobAttempt",
        tablename="job_attempt",
        column_name="error_class",
        db_column_name="error_class",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="JobAttempt",
        tablename="job_attempt",
        column_name="error_message",
        db_column_name="error_message",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="JobAttempt",
        tablename="job_attempt",
        column_name="traceback",
        db_column_name="traceback",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Connection",
        tablename="connection",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Connection",
        tablename="connection",
        column_name="user_a_id",
        db_column_name="user_a_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Connection",
        tablename="connection",
        column_name="user_b_id",
        db_column_name="user_b_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Connection",
        tablename="connection",
        column_name="event_id",
        db_column_name="event_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Event, "on_delete": OnDelete.set_null, "on_update": OnUpdate.cascade, "target_column": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Connection",
        tablename="connection",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="name",
        db_column_name="name",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="queue",
        db_column_name="queue",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="event_id",
        db_column_name="event_id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": uuid.UUID("00000000-0000-0000-0000-000000000000"), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="arguments",
        db_column_name="arguments",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "{}", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="dedupe_key",
        db_column_name="dedupe_key",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="priority",
        db_column_name="priority",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="state",
        db_column_name="state",
        column_class_name="Text",
        column_class=Text,
        params={"default": "scheduled", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="due_at",
        db_column_name="due_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="attempts",
        db_column_name="attempts",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="max_attempts",
        db_column_name="max_attempts",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 5, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="crashes",
        db_column_name="crashes",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="timeout",
        db_column_name="timeout",
        column_class_name="Interval",
        column_class=Interval,
        params={"default": IntervalCustom(weeks=0, days=0, hours=0, minutes=0, seconds=300, milliseconds=0, microseconds=0), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="dispatch_no",
        db_column_name="dispatch_no",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="worker",
        db_column_name="worker",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="lease_until",
        db_column_name="lease_until",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="cancel_requested",
        db_column_name="cancel_requested",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="parent_id",
        db_column_name="parent_id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="progress_done",
        db_column_name="progress_done",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="progress_total",
        db_column_name="progress_total",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="result",
        db_column_name="result",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="error",
        db_column_name="error",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="request_id",
        db_column_name="request_id",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="started_at",
        db_column_name="started_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Job",
        tablename="job",
        column_name="finished_at",
        db_column_name="finished_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="user_id",
        db_column_name="user_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="event_id",
        db_column_name="event_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Event, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="external_id",
        db_column_name="external_id",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="title",
        db_column_name="title",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="company",
        db_column_name="company",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="industry",
        db_column_name="industry",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="bio",
        db_column_name="bio",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="expertise",
        db_column_name="expertise",
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

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="offerings",
        db_column_name="offerings",
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

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="portfolio",
        db_column_name="portfolio",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "[]", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="is_available_for_meetings",
        db_column_name="is_available_for_meetings",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SpeakerProfile",
        tablename="speaker_profile",
        column_name="updated_at",
        db_column_name="updated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Event",
        tablename="event",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Event",
        tablename="event",
        column_name="slug",
        db_column_name="slug",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": True, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Event",
        tablename="event",
        column_name="name",
        db_column_name="name",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Event",
        tablename="event",
        column_name="place",
        db_column_name="place",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Event",
        tablename="event",
        column_name="time_zone",
        db_column_name="time_zone",
        column_class_name="Text",
        column_class=Text,
        params={"default": "UTC", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Event",
        tablename="event",
        column_name="starts_on",
        db_column_name="starts_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Event",
        tablename="event",
        column_name="ends_on",
        db_column_name="ends_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Event",
        tablename="event",
        column_name="clock_offset",
        db_column_name="clock_offset",
        column_class_name="Interval",
        column_class=Interval,
        params={"default": IntervalCustom(weeks=0, days=0, hours=0, minutes=0, seconds=0, milliseconds=0, microseconds=0), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Event",
        tablename="event",
        column_name="programme_revision",
        db_column_name="programme_revision",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Event",
        tablename="event",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Event",
        tablename="event",
        column_name="updated_at",
        db_column_name="updated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="user_id",
        db_column_name="user_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="role",
        db_column_name="role",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="company",
        db_column_name="company",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="industry",
        db_column_name="industry",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="about",
        db_column_name="about",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="interests",
        db_column_name="interests",
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

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="goals",
        db_column_name="goals",
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

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="skills_to_offer",
        db_column_name="skills_to_offer",
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

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="skills_needed",
        db_column_name="skills_needed",
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

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="preferred_difficulty",
        db_column_name="preferred_difficulty",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="languages",
        db_column_name="languages",
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

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Profile",
        tablename="profile",
        column_name="updated_at",
        db_column_name="updated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="User",
        tablename="users",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="User",
        tablename="users",
        column_name="email",
        db_column_name="email",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": True, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="User",
        tablename="users",
        column_name="name",
        db_column_name="name",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="User",
        tablename="users",
        column_name="admin",
        db_column_name="admin",
        column_class_name="Text",
        column_class=Text,
        params={"default": "none", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="User",
        tablename="users",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="User",
        tablename="users",
        column_name="updated_at",
        db_column_name="updated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Bookmark",
        tablename="bookmark",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Bookmark",
        tablename="bookmark",
        column_name="user_id",
        db_column_name="user_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Bookmark",
        tablename="bookmark",
        column_name="session_id",
        db_column_name="session_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Session, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Bookmark",
        tablename="bookmark",
        column_name="level",
        db_column_name="level",
        column_class_name="Text",
        column_class=Text,
        params={"default": "want", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Bookmark",
        tablename="bookmark",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Bookmark",
        tablename="bookmark",
        column_name="updated_at",
        db_column_name="updated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Worker",
        tablename="worker",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Worker",
        tablename="worker",
        column_name="queues",
        db_column_name="queues",
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

    manager.add_column(
        table_class_name="Worker",
        tablename="worker",
        column_name="host",
        db_column_name="host",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Worker",
        tablename="worker",
        column_name="pid",
        db_column_name="pid",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Worker",
        tablename="worker",
        column_name="version",
        db_column_name="version",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Worker",
        tablename="worker",
        column_name="started_at",
        db_column_name="started_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Worker",
        tablename="worker",
        column_name="heartbeat_at",
        db_column_name="heartbeat_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Worker",
        tablename="worker",
        column_name="stopped_at",
        db_column_name="stopped_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Registration",
        tablename="registration",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Registration",
        tablename="registration",
        column_name="user_id",
        db_column_name="user_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Registration",
        tablename="registration",
        column_name="event_id",
        db_column_name="event_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Event, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Registration",
        tablename="registration",
        column_name="role",
        db_column_name="role",
        column_class_name="Text",
        column_class=Text,
        params={"default": "attendee", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Registration",
        tablename="registration",
        column_name="checked_in_at",
        db_column_name="checked_in_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Registration",
        tablename="registration",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="event_id",
        db_column_name="event_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Event, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="room_id",
        db_column_name="room_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Room, "on_delete": OnDelete.set_null, "on_update": OnUpdate.cascade, "target_column": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="external_id",
        db_column_name="external_id",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="revision",
        db_column_name="revision",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 1, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="status",
        db_column_name="status",
        column_class_name="Text",
        column_class=Text,
        params={"default": "scheduled", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="title",
        db_column_name="title",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="subtitle",
        db_column_name="subtitle",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="description",
        db_column_name="description",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="starts_at",
        db_column_name="starts_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="ends_at",
        db_column_name="ends_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="virtual_link",
        db_column_name="virtual_link",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="format",
        db_column_name="format",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="language",
        db_column_name="language",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="is_recorded",
        db_column_name="is_recorded",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="track",
        db_column_name="track",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="difficulty",
        db_column_name="difficulty",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="tags",
        db_column_name="tags",
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

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="outcomes",
        db_column_name="outcomes",
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

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="target_audience",
        db_column_name="target_audience",
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

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="derived_difficulty",
        db_column_name="derived_difficulty",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="derived_tags",
        db_column_name="derived_tags",
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

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="derived_outcomes",
        db_column_name="derived_outcomes",
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

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="derived_target_audience",
        db_column_name="derived_target_audience",
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

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="capacity",
        db_column_name="capacity",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="current_attendance",
        db_column_name="current_attendance",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="updated_at",
        db_column_name="updated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="WebSession",
        tablename="web_session",
        column_name="id",
        db_column_name="id",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="WebSession",
        tablename="web_session",
        column_name="data",
        db_column_name="data",
        column_class_name="Bytea",
        column_class=Bytea,
        params={"default": b"", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="WebSession",
        tablename="web_session",
        column_name="expires_at",
        db_column_name="expires_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionSpeaker",
        tablename="session_speaker",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionSpeaker",
        tablename="session_speaker",
        column_name="session_id",
        db_column_name="session_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Session, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionSpeaker",
        tablename="session_speaker",
        column_name="speaker_id",
        db_column_name="speaker_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionSpeaker",
        tablename="session_speaker",
        column_name="role",
        db_column_name="role",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionSpeaker",
        tablename="session_speaker",
        column_name="position",
        db_column_name="position",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SignInLink",
        tablename="sign_in_link",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SignInLink",
        tablename="sign_in_link",
        column_name="user_id",
        db_column_name="user_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SignInLink",
        tablename="sign_in_link",
        column_name="token_hash",
        db_column_name="token_hash",
        column_class_name="Bytea",
        column_class=Bytea,
        params={"default": b"", "null": False, "primary_key": False, "unique": True, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SignInLink",
        tablename="sign_in_link",
        column_name="expires_at",
        db_column_name="expires_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": False, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SignInLink",
        tablename="sign_in_link",
        column_name="used_at",
        db_column_name="used_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SignInLink",
        tablename="sign_in_link",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Mail",
        tablename="mail",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Mail",
        tablename="mail",
        column_name="recipient",
        db_column_name="recipient",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Mail",
        tablename="mail",
        column_name="subject",
        db_column_name="subject",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Mail",
        tablename="mail",
        column_name="text",
        db_column_name="text",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Mail",
        tablename="mail",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Mail",
        tablename="mail",
        column_name="sent_at",
        db_column_name="sent_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Queue",
        tablename="queue",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Queue",
        tablename="queue",
        column_name="name",
        db_column_name="name",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": True, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Queue",
        tablename="queue",
        column_name="paused_at",
        db_column_name="paused_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Dismissal",
        tablename="dismissal",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Dismissal",
        tablename="dismissal",
        column_name="user_id",
        db_column_name="user_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Dismissal",
        tablename="dismissal",
        column_name="session_id",
        db_column_name="session_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Session, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Dismissal",
        tablename="dismissal",
        column_name="reason",
        db_column_name="reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Dismissal",
        tablename="dismissal",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="user_id",
        db_column_name="user_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="event_id",
        db_column_name="event_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Event, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="session_id",
        db_column_name="session_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Session, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="position",
        db_column_name="position",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="match_score",
        db_column_name="match_score",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="source",
        db_column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="reasons",
        db_column_name="reasons",
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

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="breakdown",
        db_column_name="breakdown",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "{}", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="generated_at",
        db_column_name="generated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="expires_at",
        db_column_name="expires_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="created_at",
        db_column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionRecommendation",
        tablename="session_recommendation",
        column_name="updated_at",
        db_column_name="updated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Room",
        tablename="room",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Room",
        tablename="room",
        column_name="event_id",
        db_column_name="event_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Event, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Room",
        tablename="room",
        column_name="name",
        db_column_name="name",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Room",
        tablename="room",
        column_name="floor",
        db_column_name="floor",
        column_class_name="Text",
        column_class=Text,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Room",
        tablename="room",
        column_name="capacity",
        db_column_name="capacity",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="Room",
        tablename="room",
        column_name="position",
        db_column_name="position",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionAttendance",
        tablename="session_attendance",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "null": False, "primary_key": True, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionAttendance",
        tablename="session_attendance",
        column_name="user_id",
        db_column_name="user_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionAttendance",
        tablename="session_attendance",
        column_name="session_id",
        db_column_name="session_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Session, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": True, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionAttendance",
        tablename="session_attendance",
        column_name="event_id",
        db_column_name="event_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Event, "on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionAttendance",
        tablename="session_attendance",
        column_name="joined_at",
        db_column_name="joined_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow(), "null": False, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionAttendance",
        tablename="session_attendance",
        column_name="left_at",
        db_column_name="left_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_column(
        table_class_name="SessionAttendance",
        tablename="session_attendance",
        column_name="duration_minutes",
        db_column_name="duration_minutes",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": None, "null": True, "primary_key": False, "unique": False, "index": False, "index_method": IndexMethod.btree, "choices": None, "db_column_name": None, "secret": False},
        schema=None,
    )

    manager.add_constraint(table_class_name="SpeakerRecommendation", tablename="speaker_recommendation", constraint_name="unique_speaker_recommendation", constraint_class=Unique, params={"columns": ["user_id", "event_id", "speaker_id"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="SpeakerRecommendation", tablename="speaker_recommendation", constraint_name="score_in_range", constraint_class=Check, params={"condition": "match_score BETWEEN 0 AND 100"}, schema=None)

    manager.add_constraint(table_class_name="ScheduleImport", tablename="schedule_import", constraint_name="content_is_bounded", constraint_class=Check, params={"condition": "octet_length(content) <= 20971520"}, schema=None)

    manager.add_constraint(table_class_name="JobAttempt", tablename="job_attempt", constraint_name="unique_job_attempt_job_dispatch_no", constraint_class=Unique, params={"columns": ["job_id", "dispatch_no"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="JobAttempt", tablename="job_attempt", constraint_name="known_outcome", constraint_class=Check, params={"condition": "outcome IN ('succeeded', 'retried', 'dead', 'cancelled', 'crashed', 'returned')"}, schema=None)

    manager.add_constraint(table_class_name="Connection", tablename="connection", constraint_name="unique_connection_user_a_user_b", constraint_class=Unique, params={"columns": ["user_a_id", "user_b_id"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="Connection", tablename="connection", constraint_name="in_order", constraint_class=Check, params={"condition": "user_a_id < user_b_id"}, schema=None)

    manager.add_constraint(table_class_name="Job", tablename="job", constraint_name="known_state", constraint_class=Check, params={"condition": "state IN ('scheduled', 'dispatched', 'running', 'succeeded', 'dead', 'cancelled')"}, schema=None)

    manager.add_constraint(table_class_name="Job", tablename="job", constraint_name="attempts_bounded", constraint_class=Check, params={"condition": "attempts BETWEEN 0 AND max_attempts"}, schema=None)

    manager.add_constraint(table_class_name="SpeakerProfile", tablename="speaker_profile", constraint_name="unique_speaker_profile_user_event", constraint_class=Unique, params={"columns": ["user_id", "event_id"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="SpeakerProfile", tablename="speaker_profile", constraint_name="unique_speaker_profile_event_external_id", constraint_class=Unique, params={"columns": ["event_id", "external_id"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="Event", tablename="event", constraint_name="slug_is_short", constraint_class=Check, params={"condition": "slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'"}, schema=None)

    manager.add_constraint(table_class_name="Event", tablename="event", constraint_name="ends_after_start", constraint_class=Check, params={"condition": "ends_on >= starts_on"}, schema=None)

    manager.add_constraint(table_class_name="Profile", tablename="profile", constraint_name="unique_profile_user", constraint_class=Unique, params={"columns": ["user_id"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="Profile", tablename="profile", constraint_name="known_difficulty", constraint_class=Check, params={"condition": "preferred_difficulty IN ('beginner', 'intermediate', 'advanced')"}, schema=None)

    manager.add_constraint(table_class_name="Profile", tablename="profile", constraint_name="known_goals", constraint_class=Check, params={"condition": "goals <@ ARRAY['LEARN', 'NETWORK', 'HIRE', 'GET_HIRED', 'MENTOR', 'GET_MENTORED']"}, schema=None)

    manager.add_constraint(table_class_name="User", tablename="users", constraint_name="email_is_lower_case", constraint_class=Check, params={"condition": "email = lower(email)"}, schema=None)

    manager.add_constraint(table_class_name="User", tablename="users", constraint_name="known_admin", constraint_class=Check, params={"condition": "admin IN ('none', 'read', 'full')"}, schema=None)

    manager.add_constraint(table_class_name="Bookmark", tablename="bookmark", constraint_name="unique_bookmark_user_session", constraint_class=Unique, params={"columns": ["user_id", "session_id"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="Bookmark", tablename="bookmark", constraint_name="known_level", constraint_class=Check, params={"condition": "level IN ('must', 'want', 'backup')"}, schema=None)

    manager.add_constraint(table_class_name="Registration", tablename="registration", constraint_name="unique_registration_user_event_role", constraint_class=Unique, params={"columns": ["user_id", "event_id", "role"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="Registration", tablename="registration", constraint_name="known_role", constraint_class=Check, params={"condition": "role IN ('attendee', 'speaker', 'organizer')"}, schema=None)

    manager.add_constraint(table_class_name="Session", tablename="session", constraint_name="unique_session_event_external_id", constraint_class=Unique, params={"columns": ["event_id", "external_id"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="Session", tablename="session", constraint_name="known_status", constraint_class=Check, params={"condition": "status IN ('scheduled', 'cancelled')"}, schema=None)

    manager.add_constraint(table_class_name="Session", tablename="session", constraint_name="known_difficulty", constraint_class=Check, params={"condition": "difficulty IN ('beginner', 'intermediate', 'advanced')"}, schema=None)

    manager.add_constraint(table_class_name="Session", tablename="session", constraint_name="known_derived_difficulty", constraint_class=Check, params={"condition": "derived_difficulty IN ('beginner', 'intermediate', 'advanced')"}, schema=None)

    manager.add_constraint(table_class_name="Session", tablename="session", constraint_name="ends_after_start", constraint_class=Check, params={"condition": "ends_at > starts_at"}, schema=None)

    manager.add_constraint(table_class_name="Session", tablename="session", constraint_name="attendance_not_negative", constraint_class=Check, params={"condition": "current_attendance >= 0"}, schema=None)

    manager.add_constraint(table_class_name="SessionSpeaker", tablename="session_speaker", constraint_name="unique_session_speaker_session_speaker", constraint_class=Unique, params={"columns": ["session_id", "speaker_id"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="SessionSpeaker", tablename="session_speaker", constraint_name="known_role", constraint_class=Check, params={"condition": "role IN ('keynote', 'speaker', 'panelist', 'moderator')"}, schema=None)

    manager.add_constraint(table_class_name="Dismissal", tablename="dismissal", constraint_name="unique_dismissal_user_session", constraint_class=Unique, params={"columns": ["user_id", "session_id"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="Dismissal", tablename="dismissal", constraint_name="known_reason", constraint_class=Check, params={"condition": "reason IN ('not_my_topic', 'wrong_level', 'seen_before', 'bad_time')"}, schema=None)

    manager.add_constraint(table_class_name="SessionRecommendation", tablename="session_recommendation", constraint_name="unique_session_recommendation", constraint_class=Unique, params={"columns": ["user_id", "event_id", "session_id"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="SessionRecommendation", tablename="session_recommendation", constraint_name="score_in_range", constraint_class=Check, params={"condition": "match_score BETWEEN 0 AND 100"}, schema=None)

    manager.add_constraint(table_class_name="SessionRecommendation", tablename="session_recommendation", constraint_name="known_source", constraint_class=Check, params={"condition": "source IN ('specification', 'text')"}, schema=None)

    manager.add_constraint(table_class_name="Room", tablename="room", constraint_name="unique_room_event_name", constraint_class=Unique, params={"columns": ["event_id", "name"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="Room", tablename="room", constraint_name="capacity_is_positive", constraint_class=Check, params={"condition": "capacity > 0"}, schema=None)

    manager.add_constraint(table_class_name="SessionAttendance", tablename="session_attendance", constraint_name="unique_session_attendance_user_session", constraint_class=Unique, params={"columns": ["user_id", "session_id"], "nulls_distinct": True}, schema=None)

    manager.add_constraint(table_class_name="SessionAttendance", tablename="session_attendance", constraint_name="leaves_after_joining", constraint_class=Check, params={"condition": "left_at >= joined_at"}, schema=None)

    return manager
