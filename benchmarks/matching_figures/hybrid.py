"""The hybrid at its largest: 50,000 attendees × 1,000 sessions in one process, and one attendee alone."""

import random
import resource
import sys
import time
from collections.abc import Sequence
from statistics import median

from benchmarks.matching_figures.conference import SEED, draw_choices, draw_profile, draw_session, with_text
from benchmarks.matching_figures.specification import timed
from domain.matching.facts import NO_CHOICES, Choices, UserProfile
from domain.matching.recommendations import ProgrammeIndex, index_programme, recommend
from domain.matching.sessions import match_sessions
from tests.domain.matching.specification_loop import algorithmic_match_sessions

ATTENDEES, SESSIONS, SAMPLED = 50_000, 1_000, 200
CHOOSERS, CHOICES_EACH = 2_000, 12
AT_ONCE = 1_000  # attendees whose lists are made, counted and let go, as a worker stores them and lets them go
MOST_MEGABYTES = 400
MOST_MILLISECONDS = 5.0
CALLS = 300


def report() -> bool:
    """Print time, memory and ratios; whether both promises are kept."""
    rng = random.Random(SEED)
    sessions = [with_text(rng, draw_session(rng, number)) for number in range(SESSIONS)]
    people = [draw_profile(rng, number) for number in range(ATTENDEES)]
    choices = draw_choices(rng, CHOOSERS, SESSIONS, CHOICES_EACH)
    print(f"\n{ATTENDEES:,} attendees × {SESSIONS:,} sessions with abstracts; {CHOOSERS:,} chose {CHOICES_EACH} each")
    index_seconds, index = timed(lambda: index_programme(sessions, choices, people[:CHOOSERS]), 1)
    print(f"  index       {index_seconds:8.3f} s   the programme's features, and what its choices teach")
    sample = random.Random(SEED).sample(people, SAMPLED)
    loop_seconds, _ = timed(lambda: [algorithmic_match_sessions(person, sessions) for person in sample], 1)
    _print("loop", loop_seconds * ATTENDEES / SAMPLED, f"as written; measured on {SAMPLED} attendees")
    batches = [people[start : start + AT_ONCE] for start in range(0, ATTENDEES, AT_ONCE)]
    specification_seconds, _ = timed(lambda: sum(_count(match_sessions(batch, sessions)) for batch in batches), 1)
    _print("vectorised", specification_seconds, "the specification's algorithm, with its reasons")
    hybrid_seconds, entries = timed(
        lambda: sum(_count(recommend(index, batch, histories=choices)) for batch in batches), 1
    )
    _print("hybrid", hybrid_seconds, f"{entries:,} entries with breakdown and reasons")
    loop_seconds *= ATTENDEES / SAMPLED
    print(f"  ratio       {loop_seconds / specification_seconds:8.0f}     vectorised to loop")
    print(
        f"  ratio       {loop_seconds / hybrid_seconds:8.0f}     hybrid to loop, which reads neither text nor choices"
    )
    megabytes = _peak_megabytes()
    milliseconds = _one_attendee(index, people[0], {people[0].user_id: choices["attendee-0"]})
    print(f"  memory      {megabytes:8.0f} MB  the most this process ever had, of everything above")
    print(f"  one         {milliseconds:8.2f} ms  the slower of an attendee with a history and one without")
    print(f"\nunder {MOST_MEGABYTES} MB: {'ok' if megabytes < MOST_MEGABYTES else 'missed'}")
    print(f"one attendee in {MOST_MILLISECONDS:.0f} ms: {'ok' if milliseconds <= MOST_MILLISECONDS else 'missed'}")
    return megabytes < MOST_MEGABYTES and milliseconds <= MOST_MILLISECONDS


def _print(what: str, seconds: float, how: str) -> None:
    print(f"  {what:<11} {seconds:8.3f} s {ATTENDEES * SESSIONS / seconds:12,.0f} pairs/s   {how}")


def _count(lists: Sequence[Sequence[object]]) -> int:
    return sum(map(len, lists))


def _one_attendee(index: ProgrammeIndex, person: UserProfile, history: Choices) -> float:
    """Milliseconds by the clock, the middle of many calls, as somebody who waits has it."""
    slowest = 0.0
    for histories in (NO_CHOICES, history):
        times = []
        for _ in range(CALLS):
            start = time.perf_counter()
            recommend(index, [person], histories=histories)
            times.append(time.perf_counter() - start)
        slowest = max(slowest, median(times))
    return slowest * 1000


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
