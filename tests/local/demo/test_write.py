"""The demo conference in a real database: written once, kept after that."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.clock import conference_now
from domain.tables import ALL, Event, Job, Profile, Registration, Session, SessionRecommendation, User
from local.demo.write import write_demo

pytestmark = pytest.mark.usefixtures("database")

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
STAMPS = ("clock_offset", "updated_at", "changed_at")


async def test_everything_is_written_at_the_first_start() -> None:
    summary = await write_demo(NOW)
    assert str(summary) == "Northbound 2026: 66 sessions, 40 speakers, 300 attendees written."
    assert await Session.count() == 66
    assert await Registration.count().where(Registration.role == "attendee") == 300
    assert await Registration.count().where(Registration.role == "speaker") == 40
    assert await User.count() == 340


async def test_the_second_start_changes_nothing_but_the_clock() -> None:
    await write_demo(NOW)
    before = await read_everything()
    summary = await write_demo(NOW + timedelta(hours=5))
    assert str(summary) == "Northbound 2026: 66 sessions, 40 speakers, 300 attendees found, and kept as it is."
    assert await read_everything() == before


async def read_everything() -> dict[str, list[dict[str, Any]]]:
    return {table._meta.tablename: [stable(row) for row in await table.select().order_by("id")] for table in ALL}


def stable(row: dict[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in row.items() if column not in STAMPS}


async def test_what_people_changed_is_kept() -> None:
    await write_demo(NOW)
    ada = await User.select(User.id).where(User.email == "ada@demo.example").first()
    assert ada
    await Profile.update({Profile.interests: ["knitting"]}).where(Profile.user_id == ada["id"])
    await write_demo(NOW)
    assert await Profile.select(Profile.interests).where(Profile.user_id == ada["id"]) == [{"interests": ["knitting"]}]


@pytest.mark.parametrize("days_later", [0, 40, 200])
async def test_day_two_is_today_at_every_start(days_later: int) -> None:
    await write_demo(NOW)
    later = NOW + timedelta(days=days_later)
    await write_demo(later)
    [event] = await Event.select(Event.clock_offset)
    there = conference_now(later, event["clock_offset"]).astimezone(ZoneInfo("Europe/Oslo"))
    assert there.date().isoformat() == "2026-11-18"


async def test_four_people_may_sign_in_in_their_roles() -> None:
    await write_demo(NOW)
    rows = await Registration.select(Registration.user_id.email, Registration.role).where(
        Registration.user_id.email.like("%@demo.example")
    )
    assert sorted((row["user_id.email"].split("@")[0], row["role"]) for row in rows) == [
        ("ada", "attendee"),
        ("omar", "attendee"),
        ("omar", "organizer"),
        ("root", "attendee"),
        ("sam", "attendee"),
        ("sam", "speaker"),
    ]
    assert await User.select(User.email).where(User.admin == "full") == [{"email": "root@demo.example"}]


async def test_recommendations_are_asked_for_until_there_are_some() -> None:
    summary = await write_demo(NOW)
    await write_demo(NOW)
    asked = await Job.select(Job.name, Job.event_id).order_by(Job.name)
    assert asked == [{"name": name, "event_id": summary.event_id} for name in ("EnrichProgramme", "GenerateEvent")]


@pytest.mark.parametrize(("valid_for", "jobs"), [(timedelta(hours=1), 0), (timedelta(hours=-1), 1)])
async def test_only_valid_recommendations_spare_the_matching(valid_for: timedelta, jobs: int) -> None:
    summary = await write_demo(NOW)
    await Job.delete(force=True)
    [session], [user] = await Session.select(Session.id).limit(1), await User.select(User.id).limit(1)
    await SessionRecommendation(
        user_id=user["id"],
        event_id=summary.event_id,
        session_id=session["id"],
        position=0,
        match_score=50,
        source="hybrid",
        expires_at=NOW + valid_for,
    ).save()
    await write_demo(NOW)
    assert await Job.count() == jobs
