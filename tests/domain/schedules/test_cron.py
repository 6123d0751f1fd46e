"""Which moments a cron expression means, and above all on the days on which clocks change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.schedules.cron import Occurrence, check_cron, occurrences

OSLO, NEW_YORK, LORD_HOWE = "Europe/Oslo", "America/New_York", "Australia/Lord_Howe"
ZONES = (OSLO, NEW_YORK, LORD_HOWE)
# The night of each change in 2026; Lord Howe Island moves its clocks by half an hour.
FORWARD = {OSLO: date(2026, 3, 29), NEW_YORK: date(2026, 3, 8), LORD_HOWE: date(2026, 10, 4)}
BACK = {OSLO: date(2026, 10, 25), NEW_YORK: date(2026, 11, 1), LORD_HOWE: date(2026, 4, 5)}


def on(day: date, expression: str, zone: str) -> list[Occurrence]:
    """The occurrences meant for one local day."""
    before = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=2)
    found = takewhile(lambda o: o.wall.date() <= day, occurrences(expression, ZoneInfo(zone), before))
    return [occurrence for occurrence in found if occurrence.wall.date() == day]


def shown(occurrence: Occurrence, zone: str) -> str:
    """What the local clock shows when it happens."""
    return occurrence.at.astimezone(ZoneInfo(zone)).strftime("%H:%M%z")


@pytest.mark.parametrize(("zone", "clock"), [(OSLO, "03:00+0200"), (NEW_YORK, "03:00-0400"), (LORD_HOWE, "02:30+1100")])
@pytest.mark.parametrize("expression", ["0 2 * * *", "15 2 * * *", "5,15,25 2 * * *"])
def test_a_skipped_time_of_day_happens_once_at_the_end_of_the_gap(zone: str, clock: str, expression: str) -> None:
    [only] = on(FORWARD[zone], expression, zone)
    assert shown(only, zone) == clock


@pytest.mark.parametrize(
    ("zone", "expression", "clock"),
    [
        (OSLO, "30 2 * * *", "02:30+0200"),
        (NEW_YORK, "30 1 * * *", "01:30-0400"),
        (LORD_HOWE, "45 1 * * *", "01:45+1100"),
    ],
)
def test_a_doubled_time_of_day_happens_the_first_time_only(zone: str, expression: str, clock: str) -> None:
    [only] = on(BACK[zone], expression, zone)
    assert shown(only, zone) == clock
    # Asked anew between the two, the answer is the next day.
    between = only.at + timedelta(minutes=20)
    assert next(occurrences(expression, ZoneInfo(zone), between)).wall.date() == BACK[zone] + timedelta(days=1)


@pytest.mark.parametrize(("zone", "minutes"), [(OSLO, 60), (NEW_YORK, 60), (LORD_HOWE, 30)])
def test_what_repeats_follows_the_time_that_passes(zone: str, minutes: int) -> None:
    assert len(on(FORWARD[zone], "* * * * *", zone)) == 24 * 60 - minutes
    doubled = on(BACK[zone], "* * * * *", zone)
    assert len(doubled) == 24 * 60 + minutes
    assert {later.at - earlier.at for earlier, later in pairwise(doubled)} == {timedelta(minutes=1)}


@pytest.mark.parametrize("zone", ZONES)
def test_asked_anew_after_each_the_answers_are_the_same(zone: str) -> None:
    for day in (FORWARD[zone], BACK[zone]):
        for expression in ("*/15 * * * *", "0,30 1,2,3 * * *"):
            at_once = on(day, expression, zone)
            asked = [next(occurrences(expression, ZoneInfo(zone), earlier.at)) for earlier in at_once[:-1]]
            assert asked == at_once[1:]


@pytest.mark.parametrize("zone", ZONES)
def test_the_hours_of_a_day_are_found_whole_after_a_change_by_half_an_hour(zone: str) -> None:
    for day in (FORWARD[zone], BACK[zone]):
        assert len(on(day, "* 5 * * *", zone)) == 60


MOMENTS = st.integers(0, 400 * 24 * 3600).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


def minutes_after(moment: datetime) -> Iterator[datetime]:
    minute = moment.replace(second=0, microsecond=0)
    while True:
        minute += timedelta(minutes=1)
        yield minute


@given(MOMENTS, st.sampled_from(ZONES), st.sampled_from([1, 7, 15, 30]))
def test_what_repeats_is_each_minute_whose_local_time_matches(moment: datetime, zone: str, step: int) -> None:
    found = [o.at for o in islice(occurrences(f"*/{step} * * * *", ZoneInfo(zone), moment), 20)]
    matching = (m for m in minutes_after(moment) if m.astimezone(ZoneInfo(zone)).minute % step == 0)
    assert found == list(islice(matching, 20))


@given(MOMENTS, st.sampled_from(ZONES), st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
def test_a_time_of_day_is_once_a_day_and_never_before_what_was_asked(
    moment: datetime, zone: str, hour: int, minute: int
) -> None:
    found = list(islice(occurrences(f"{minute} {hour} * * *", ZoneInfo(zone), moment), 3))
    days = [occurrence.wall.date() for occurrence in found]
    assert days == [days[0], days[0] + timedelta(days=1), days[0] + timedelta(days=2)]
    assert found[0].at > moment
    assert found[0].at - moment <= timedelta(hours=25)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("expression", ["*/30 * * * *", "30 1,2 * * *", "17 */6 * * *"])
def test_each_occurrence_has_a_name_of_its_own_all_year(zone: str, expression: str) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    year = list(takewhile(lambda o: o.at < start + timedelta(days=400), occurrences(expression, ZoneInfo(zone), start)))
    assert len({occurrence.local_time for occurrence in year}) == len({o.at for o in year}) == len(year)


@pytest.mark.parametrize("wrong", ["", "* * * *", "61 * * * *", "0 0 31 2 *", "* * * * * *", "daily"])
def test_what_is_no_cron_expression_is_refused_in_a_sentence(wrong: str) -> None:
    with pytest.raises(InvalidInput, match="is no cron expression"):
        check_cron(wrong)
    check_cron("0 2 * * *")
