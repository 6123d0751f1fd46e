"""The specification's algorithm over arrays against its loop: the same ten, and how many times as fast.

The ratio to the loop as it is written rests mostly on reading the same outcomes again for each pair; that to one which
remembers what each session's outcomes teach does not.
"""

import gc
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import TypeVar

from benchmarks.matching_figures.conference import SEED, draw_profile, draw_session
from domain.matching.facts import SessionFacts, UserProfile
from domain.matching.sessions import match_sessions
from domain.matching.specification import extract_skills_from_outcomes
from tests.domain.matching.specification_loop import SessionMatch, algorithmic_match_sessions

T = TypeVar("T")
RUNS = 5
PROMISED_RATIO = 300
PROMISED_RATIO_TO_REMEMBERING = 150


@dataclass(frozen=True)
class Comparison:
    """What one size showed; times in seconds, the loop's for all attendees as measured on `sampled` of them."""

    attendees: int
    sampled: int
    differing: int
    loop_seconds: float
    remembering_loop_seconds: float
    vectorised_seconds: float

    @property
    def ratio(self) -> float:
        return self.loop_seconds / self.vectorised_seconds

    @property
    def ratio_to_remembering(self) -> float:
        return self.remembering_loop_seconds / self.vectorised_seconds


def report() -> bool:
    """Print both sizes and a verdict; whether it is kept."""
    small = compare(attendees=500, sessions=200, sampled=500)
    large = compare(attendees=5_000, sessions=500, sampled=250)
    is_same = small.differing == large.differing == 0
    is_fast = large.ratio >= PROMISED_RATIO
    is_fast_in_itself = large.ratio_to_remembering >= PROMISED_RATIO_TO_REMEMBERING
    print(f"\nsame ten for every attendee compared: {'ok' if is_same else 'missed'}")
    print(f"at least {PROMISED_RATIO} times as fast at 5,000 × 500: {'ok' if is_fast else 'missed'}")
    print(f"and {PROMISED_RATIO_TO_REMEMBERING} times, remembering: {'ok' if is_fast_in_itself else 'missed'}")
    return is_same and is_fast and is_fast_in_itself


def compare(attendees: int, sessions: int, sampled: int) -> Comparison:
    """Time both on the same generated conference, compare ids, scores and reasons, and print what came out."""
    rng = random.Random(f"{SEED} {attendees} {sessions}")
    programme = [draw_session(rng, number) for number in range(sessions)]
    people = [draw_profile(rng, number) for number in range(attendees)]
    chosen = sorted(rng.sample(range(attendees), sampled))
    sample = [people[place] for place in chosen]

    loop_seconds, expected = timed(lambda: [algorithmic_match_sessions(person, programme) for person in sample], 1)
    remembering_seconds, _ = timed(lambda: _remembering_loop(sample, programme), 1)
    vectorised_seconds, found = timed(lambda: match_sessions(people, programme), RUNS)
    differing = sum(
        [_flat(match) for match in matches] != [(one.session_id, one.score, one.reasons) for one in found[place]]
        for place, matches in zip(chosen, expected, strict=True)
    )
    scale = attendees / sampled
    result = Comparison(
        attendees, sampled, differing, loop_seconds * scale, remembering_seconds * scale, vectorised_seconds
    )
    _print(result, sessions, sum(map(len, found)) / attendees)
    return result


def _print(result: Comparison, sessions: int, matches: float) -> None:
    pairs = result.attendees * sessions
    fast, slow, remembering = result.vectorised_seconds, result.loop_seconds, result.remembering_loop_seconds
    sampled = "all attendees" if result.sampled == result.attendees else f"{result.sampled} attendees, times "
    factor = "" if result.sampled == result.attendees else f"{result.attendees / result.sampled:g}"
    print(f"\n{result.attendees:,} attendees × {sessions:,} sessions, {matches:.1f} matches each")
    print(f"  loop        {slow:8.3f} s {pairs / slow:12,.0f} pairs/s   as written; measured on {sampled}{factor}")
    print(f"  remembering {remembering:8.3f} s {pairs / remembering:12,.0f} pairs/s   a loop that reads outcomes once")
    print(f"  vectorised  {fast:8.3f} s {pairs / fast:12,.0f} pairs/s   building features and reasons included")
    print(f"  ratio       {result.ratio:8.0f}   to the loop, {result.ratio_to_remembering:.0f} to the remembering one")
    same = result.sampled - result.differing
    print(f"  same ten    {same:,} of {result.sampled:,} attendees compared, by ids, scores and reasons")


def _remembering_loop(people: Sequence[UserProfile], programme: Sequence[SessionFacts]) -> None:
    """The loop without its most repeated work, for an idea of how much of the ratio that is."""
    extract = cache(extract_skills_from_outcomes)
    for person in people:
        algorithmic_match_sessions(person, programme, extract_skills=extract)


def timed(work: Callable[[], T], runs: int) -> tuple[float, T]:
    """Processor time, so that neighbours on the machine count for neither; without garbage collection, as timeit."""
    times = []
    gc.disable()
    for _ in range(runs):
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    gc.enable()
    return median(times), result


def _flat(match: SessionMatch) -> tuple[object, int, tuple[str, ...]]:
    return match.session_id, match.match_score, tuple(match.reasons)
