"""Comparing a schedule with what is stored: by examples, and by any two schedules whatever."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.ids import uuid7
from domain.programme.derived_metadata import Derived
from domain.programme.plan_changes import Plan, plan_changes
from domain.programme.schedule import ParsedRoom, ParsedSchedule, ParsedSession, ParsedSpeaker, Speaking, Zone
from domain.programme.stored_programme import StoredProgramme, StoredSession, StoredSpeaker

START = datetime(2026, 6, 4, 8, tzinfo=UTC)


def session(key: str, title: str = "Queues", hour: int = 0, room: str | None = "Quay", **more: object) -> ParsedSession:
    starts_at = START + timedelta(hours=hour)
    fields = {
        "key": key,
        "title": title,
        "room": room,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
    }
    return ParsedSession(**(fields | more))  # type: ignore[arg-type]


def schedule(*sessions: ParsedSession, speakers: tuple[ParsedSpeaker, ...] = ()) -> ParsedSchedule:
    rooms = {one.room: ParsedRoom(name=one.room) for one in sessions if one.room}
    zone = Zone("UTC", "schedule")
    return ParsedSchedule(
        format="frab-xml", title="", zone=zone, rooms=tuple(rooms.values()), sessions=sessions, speakers=speakers
    )


def derived(plan_of: ParsedSchedule) -> list[Derived]:
    return [Derived(tags=(one.title.lower(),)) for one in plan_of.sessions]


def plan(wanted: ParsedSchedule, stored: StoredProgramme) -> Plan:
    return plan_changes(wanted, derived(wanted), stored, uuid7)


def carried_out(planned: Plan, stored: StoredProgramme) -> StoredProgramme:
    """What the database would hold afterwards: the model against which the planner is tested."""
    sessions = dict(stored.sessions)
    by_id = {one.id: one for one in stored.sessions.values()}
    for change in planned.sessions:
        gone = change.kind == "cancelled"
        sessions[change.content.key] = StoredSession(
            id=change.id, is_cancelled=gone, content=change.content, derived=change.derived
        )
    for id, metadata in planned.derived_only:
        sessions[by_id[id].content.key] = replace(by_id[id], derived=metadata)
    speakers = dict(stored.speakers)
    for who in planned.speakers:
        person = who.content
        speakers[person.key] = StoredSpeaker(
            id=who.id, key=person.key, name=person.name, biography=person.biography, has_account=False
        )
    rooms = {**stored.rooms, **{room.name: room for room in planned.rooms}}
    return StoredProgramme(sessions=sessions, speakers=speakers, rooms=rooms)


def stored(*sessions: ParsedSession, speakers: tuple[ParsedSpeaker, ...] = ()) -> StoredProgramme:
    empty = StoredProgramme()
    return carried_out(plan(schedule(*sessions, speakers=speakers), empty), empty)


def kinds(planned: Plan) -> dict[str, str]:
    return {change.content.key: change.kind for change in planned.sessions}


def test_each_kind_of_change_is_told_from_the_others() -> None:
    before = stored(*(session(key) for key in ("same", "later", "elsewhere", "longer", "renamed", "gone")))
    wanted = schedule(
        session("same"),
        session("later", hour=1, title="Renamed too"),
        session("elsewhere", room=None),
        session("longer", ends_at=START + timedelta(hours=2)),
        session("renamed", title="Tables"),
        session("added"),
    )
    planned = plan(wanted, before)
    assert kinds(planned) == {
        "later": "moved",
        "elsewhere": "moved",
        "longer": "moved",
        "renamed": "updated",
        "added": "new",
        "gone": "cancelled",
    }
    assert planned.unchanged == 1


def test_who_is_changed_keeps_their_id() -> None:
    before = stored(session("1"))
    [change] = plan(schedule(session("1", title="Tables")), before).sessions
    assert change.id == before.sessions["1"].id


def test_a_cancelled_session_that_comes_back_is_restored() -> None:
    before = stored(session("1"))
    cancelled = carried_out(plan(schedule(), before), before)
    assert cancelled.sessions["1"].is_cancelled
    planned = plan(schedule(session("1")), cancelled)
    assert kinds(planned) == {"1": "restored"}
    assert plan(schedule(), cancelled).sessions == ()


def test_another_order_of_speakers_is_an_update() -> None:
    before = stored(session("1", speakers=(Speaking("a"), Speaking("b"))))
    assert kinds(plan(schedule(session("1", speakers=(Speaking("b"), Speaking("a")))), before)) == {"1": "updated"}


def test_tags_given_here_stay_unless_the_schedule_has_its_own() -> None:
    before = stored(session("1", tags=("given",)))
    assert plan(schedule(session("1")), before).sessions == ()
    [change] = plan(schedule(session("1", tags=("theirs",))), before).sessions
    assert change.content.tags == ("theirs",)
    [change] = plan(schedule(session("1", hour=1)), before).sessions
    assert change.content.tags == ("given",)


def test_metadata_derived_anew_is_written_but_is_no_change() -> None:
    before = stored(session("1"))
    wanted = schedule(session("1"))
    planned = plan_changes(wanted, [Derived(tags=("other",))], before, uuid7)
    assert (planned.sessions, planned.unchanged, planned.changes_anything) == ((), 1, False)
    assert planned.derived_only == ((before.sessions["1"].id, Derived(tags=("other",))),)


def test_a_speaker_with_an_account_keeps_what_they_wrote() -> None:
    before = stored(speakers=(ParsedSpeaker(key="a", name="Ada"), ParsedSpeaker(key="b", name="Ben")))
    owned = {"a": replace(before.speakers["a"], has_account=True), "b": before.speakers["b"]}
    wanted = schedule(speakers=(ParsedSpeaker(key="a", name="A"), ParsedSpeaker(key="b", name="B", biography="New.")))
    [change] = plan(wanted, replace(before, speakers=owned)).speakers
    assert (change.is_new, change.content.key, change.content.biography) == (False, "b", "New.")


def test_a_biography_the_schedule_no_longer_has_stays() -> None:
    before = stored(speakers=(ParsedSpeaker(key="a", name="Ada", biography="Writes."),))
    assert plan(schedule(speakers=(ParsedSpeaker(key="a", name="Ada"),)), before).speakers == ()
    [change] = plan(schedule(speakers=(ParsedSpeaker(key="a", name="Ada B."),)), before).speakers
    assert change.content.biography == "Writes."


def test_a_room_is_written_when_it_is_new_or_its_capacity_is() -> None:
    before = stored(session("1"))
    wanted = replace(
        schedule(session("1")), rooms=(ParsedRoom(name="Quay", capacity=9, position=3), ParsedRoom(name="B"))
    )
    planned = plan(wanted, before)
    assert [room.name for room in planned.rooms] == ["Quay", "B"]
    assert planned.new_rooms == 1


SESSIONS = st.lists(
    st.builds(
        session,
        key=st.sampled_from("abcdef"),
        title=st.sampled_from(["Queues", "Tables"]),
        hour=st.integers(0, 2),
        room=st.sampled_from(["Quay", "Loft", None]),
        speakers=st.lists(st.sampled_from([Speaking("x"), Speaking("y")]), unique=True).map(tuple),
    ),
    unique_by=lambda one: one.key,
)


@given(st.lists(SESSIONS, min_size=1, max_size=4))
def test_after_any_imports_the_programme_is_the_last_schedule_and_nothing_is_left_to_do(
    versions: list[list[ParsedSession]],
) -> None:
    programme = StoredProgramme()
    ids: dict[str, UUID] = {}
    for version in versions:
        wanted = schedule(*version)
        planned = plan(wanted, programme)
        counted = len(planned.sessions) - len(planned.of_kind("cancelled")) + planned.unchanged
        assert counted == len(version)
        programme = carried_out(planned, programme)
        ids = {**{key: one.id for key, one in programme.sessions.items()}, **ids}
        again = plan(wanted, programme)
        assert (again.sessions, again.speakers, again.rooms, again.derived_only) == ((), (), (), ())
    standing = {key: one.content for key, one in programme.sessions.items() if not one.is_cancelled}
    assert standing == {one.key: one for one in versions[-1]}
    assert {key: one.id for key, one in programme.sessions.items()} == ids
