"""The tables, one file per noun."""

from domain.tables.audit import AuditEntry, Replay
from domain.tables.event import Event
from domain.tables.job import Job, JobAttempt, Queue, Worker
from domain.tables.model_call import ModelBatch, ModelCall, ModelRequest
from domain.tables.notification import Notification
from domain.tables.recommendation import (
    Bookmark,
    Dismissal,
    NightlyList,
    PersonRecommendation,
    SessionRecommendation,
    SpeakerRecommendation,
)
from domain.tables.room import Room
from domain.tables.schedule import Schedule, ScheduleOccurrence
from domain.tables.schedule_import import ScheduleImport
from domain.tables.session import Session, SessionAttendance, SessionSpeaker
from domain.tables.sign_in import Mail, SignInLink, WebSession
from domain.tables.statistics import AttemptStatistic, EventStatistic, ModelStatistic, StatisticsHorizon
from domain.tables.user import Connection, Profile, Registration, SpeakerProfile, User

ALL = (
    User,
    Event,
    Room,
    Session,
    SessionSpeaker,
    SessionAttendance,
    ScheduleImport,
    Registration,
    Profile,
    SpeakerProfile,
    Connection,
    SessionRecommendation,
    SpeakerRecommendation,
    PersonRecommendation,
    Bookmark,
    Dismissal,
    NightlyList,
    ModelBatch,
    ModelRequest,
    ModelCall,
    Notification,
    SignInLink,
    WebSession,
    Mail,
    Job,
    JobAttempt,
    Worker,
    Queue,
    Schedule,
    ScheduleOccurrence,
    AuditEntry,
    Replay,
    AttemptStatistic,
    EventStatistic,
    ModelStatistic,
    StatisticsHorizon,
)

__all__ = [
    "ALL",
    "AttemptStatistic",
    "AuditEntry",
    "Bookmark",
    "Connection",
    "Dismissal",
    "Event",
    "EventStatistic",
    "Job",
    "JobAttempt",
    "Mail",
    "ModelBatch",
    "ModelCall",
    "ModelRequest",
    "ModelStatistic",
    "NightlyList",
    "Notification",
    "PersonRecommendation",
    "Profile",
    "Queue",
    "Registration",
    "Replay",
    "Room",
    "Schedule",
    "ScheduleImport",
    "ScheduleOccurrence",
    "Session",
    "SessionAttendance",
    "SessionRecommendation",
    "SessionSpeaker",
    "SignInLink",
    "SpeakerProfile",
    "SpeakerRecommendation",
    "StatisticsHorizon",
    "User",
    "WebSession",
    "Worker",
]
