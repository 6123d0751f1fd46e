"""Who is looking."""

from datetime import date

from domain.tables import Event, Registration, User
from tests.cast import Cast, make_event
from web.viewer import ViewerEvent, load_viewer


async def test_a_viewer_knows_their_events_and_roles(cast: Cast) -> None:
    await Registration(user_id=cast.sam, event_id=cast.event, role="attendee").save()

    viewer = await load_viewer(cast.sam)

    assert viewer is not None
    assert viewer.events == (ViewerEvent("harbour", "Harbour Conf", ("attendee", "speaker")),)
    assert viewer.role_summary == "Speaker"
    assert not viewer.is_admin


async def test_an_event_that_is_on_comes_before_one_that_is_over(cast: Cast) -> None:
    over = await make_event("archive", "Archive Conf")
    await Event.update({Event.starts_on: date(2020, 1, 1), Event.ends_on: date(2020, 1, 2)}).where(Event.id == over)
    await Registration(user_id=cast.ada, event_id=over).save()

    viewer = await load_viewer(cast.ada)

    assert viewer is not None
    assert [event.slug for event in viewer.events] == ["harbour", "archive"]


async def test_an_administrator_is_one_without_an_event(cast: Cast) -> None:
    viewer = await load_viewer(cast.root)

    assert viewer is not None
    assert (viewer.is_admin, viewer.role_summary, viewer.events) == (True, "Administrator", ())


async def test_who_may_only_look_reads_so_below_their_name(cast: Cast) -> None:
    await User.update({User.admin: "read"}).where(User.id == cast.root)
    viewer = await load_viewer(cast.root)

    assert viewer is not None
    assert (viewer.is_admin, viewer.role_summary) == (True, "Administrator, may only look")


async def test_nobody_is_behind_an_id_that_is_gone(cast: Cast) -> None:
    assert await load_viewer(cast.event) is None
