"""What is wrong, in words, most urgent first, each with the page on which it is looked at and mended."""

from collections.abc import Iterator
from datetime import timedelta

from domain.schedules.lateness import IdleSchedule
from domain.work.dead_lately import DeadLately
from domain.work.masking import mask_text
from web.admin.overview.standing import Standing, Worry
from web.admin.overview.worries_of_model import money_of_events, money_of_the_day, open_breaker
from web.admin.overview.worries_of_queues import (
    failing_queues,
    gone_workers,
    late_queues,
    paused_queues,
    replaced_workers,
    unserved_queues,
)
from web.admin.overview.worry_words import MOST_NAMED, at_clock, listed
from web.admin.words import shortened

# It is counted each minute; after ten that is no hiccup.
COUNTED_WITHIN = timedelta(minutes=10)
LONGEST_ERROR = 90
TONES = ("bad", "warn", "")


def list_worries(standing: Standing) -> tuple[Worry, ...]:
    """None if all is well."""
    found = [worry for kind in KINDS for worry in kind(standing)]
    return tuple(sorted(found, key=lambda worry: TONES.index(worry.tone)))


def _valkey(standing: Standing) -> Iterator[Worry]:
    if standing.model.breaker is None:
        yield Worry("bad", "Valkey is away: jobs are safe, and wait until it is back.", "admin.workers")


def _schedules(standing: Standing) -> Iterator[Worry]:
    late = [schedule for schedule in standing.schedules if schedule.paused_at is None and schedule.next_at]
    for schedule in late[:MOST_NAMED]:
        words = f"{_called(schedule)} was due at {at_clock(schedule.next_at, standing.at)} and did not start."
        yield Worry("bad", words, "admin.schedules")
    if len(late) > MOST_NAMED:
        yield Worry("bad", f"{len(late) - MOST_NAMED} more schedules missed their time.", "admin.schedules")


def _dead(standing: Standing) -> Iterator[Worry]:
    lately = standing.dead_lately
    if not standing.dead:
        return
    count = f"{standing.dead:,} dead letter{'' if standing.dead == 1 else 's'}"
    tone = "bad" if lately.recent else "warn"
    yield Worry(tone, f"{count}, {_recent(standing)} in the last hour{_most(lately)}", "admin.dead_letters")


def _recent(standing: Standing) -> str:
    recent = standing.dead_lately.recent
    return "all" if recent == standing.dead > 1 else f"{recent:,}" if recent else "none"


def _most(lately: DeadLately) -> str:
    if not lately.sample or lately.looked_at == 0:
        return "."
    error = f"“{shortened(mask_text(lately.sample), LONGEST_ERROR)}”"
    if lately.looked_at == 1:
        return f": {error}"
    return f", {'most' if 2 * lately.alike > lately.looked_at else 'many'} of them {error}"


def _uncounted(standing: Standing) -> Iterator[Worry]:
    until = standing.hour.counted_until
    if until and standing.at - until > COUNTED_WITHIN:
        words = f"What ended is not counted since {at_clock(until, standing.at)}: figures of the past are too low."
        yield Worry("warn", words, "admin.schedules")


def _paused_schedules(standing: Standing) -> Iterator[Worry]:
    if paused := [schedule for schedule in standing.schedules if schedule.paused_at]:
        verb = "is" if len(paused) == 1 else "are"
        yield Worry("", f"{listed([_called(schedule) for schedule in paused])} {verb} paused.", "admin.schedules")


def _called(schedule: IdleSchedule) -> str:
    return f"{schedule.name} of {schedule.event}" if schedule.event else schedule.name


# In the order of urgency among those of one tone.
KINDS = (
    _valkey,
    unserved_queues,
    late_queues,
    gone_workers,
    replaced_workers,
    _schedules,
    open_breaker,
    failing_queues,
    _dead,
    _uncounted,
    paused_queues,
    money_of_the_day,
    money_of_events,
    _paused_schedules,
)
