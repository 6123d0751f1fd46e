"""Compare the rankers on a data set: hide choices, rank, measure, for one seed or several."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from msgspec import Struct

from domain.evaluation.measures import Measured, coverage, exposures, gini, measure
from domain.evaluation.queries import split
from domain.evaluation.rankers import PARTS, RANKERS, prepare
from domain.evaluation.read_data import DataSet
from domain.evaluation.statistics import bootstrap_interval, paired_p

PER_PERSON = ("recall", "ndcg", "mrr", "diversity")
COMPARED = ("recall", "ndcg", "mrr")
Progress = Callable[[str, int, int], None]


class Figure(Struct, frozen=True):
    """A mean over people and seeds, and its bootstrap 95 % interval where it is one of people; null where undefined."""

    mean: float | None
    low: float | None = None
    high: float | None = None


class Result(Struct, frozen=True):
    """What one ranker did; recall and NDCG at ten, `gini` of exposure, `diversity` within a list."""

    ranker: str
    recall: Figure
    ndcg: Figure
    mrr: Figure
    diversity: Figure
    coverage: Figure
    gini: Figure


class Comparison(Struct, frozen=True):
    """The hybrid against one part by one measure: the mean difference of people, and how likely chance explains it."""

    measure: str
    part: str
    difference: float
    p: float
    is_best_part: bool


class Evaluation(Struct, frozen=True):
    """Everything that is printed. `people` were asked for, `pool_size` is the mean over lists.

    `passed_over` are choices of sessions that are not there.
    """

    sessions: int
    choices: int
    passed_over: int
    people: int
    lists: int
    pool: str
    pool_size: float
    min_choices: int
    seeds: tuple[int, ...]
    results: tuple[Result, ...]
    comparisons: tuple[Comparison, ...]
    groups: dict[str, float]


@dataclass(frozen=True)
class _Run:
    """One seed: the person of each list, and what each ranker did."""

    people: list[str]
    pool_sizes: list[int]
    measured: dict[str, Measured]


def evaluate(
    data: DataSet, seeds: Sequence[int], min_choices: int, pool: int | None, on_progress: Progress
) -> Evaluation:
    """The same for the same data and seeds. `on_progress` is told what is done, how much of it, of how much.

    Time grows with lists × pool × seeds and with the cube of the sessions; memory with their square.
    Raises: `InvalidInput`; see `split`.
    """
    runs = [_run(data, seed, min_choices, pool, on_progress) for seed in seeds]
    values = {name: {which: _of_people(runs, name, which) for which in PER_PERSON} for name in RANKERS}
    return Evaluation(
        sessions=len(data.sessions),
        choices=sum(map(len, data.chosen.values())),
        passed_over=data.passed_over,
        people=len({person for run in runs for person in run.people}),
        lists=sum(len(run.people) for run in runs),
        pool=str(pool or "slot"),
        pool_size=float(np.mean([size for run in runs for size in run.pool_sizes])),
        min_choices=min_choices,
        seeds=tuple(seeds),
        results=tuple(_result(runs, len(data.sessions), name, values[name]) for name in RANKERS),
        comparisons=tuple(_compare(values, which, part) for which in COMPARED for part in PARTS),
        groups=_by_group(data.groups, values["hybrid"]["ndcg"]),
    )


def _run(data: DataSet, seed: int, min_choices: int, pool: int | None, on_progress: Progress) -> _Run:
    parts = split(data, min_choices, pool, seed)
    total = len(RANKERS) * len(parts.queries)
    on_progress(f"seed {seed}: learning", 0, total)
    stage = prepare(data, parts, seed)
    hidden, done, measured = [query.hidden for query in parts.queries], count(1), {}
    for name, ranker in RANKERS.items():
        orders = []
        for order in ranker(stage, parts.queries):
            orders.append(order)
            on_progress(f"seed {seed}: {name}", next(done), total)
        measured[name] = measure(orders, hidden, stage.text)
    return _Run([query.person for query in parts.queries], [len(query.pool) for query in parts.queries], measured)


def _of_people(runs: Sequence[_Run], name: str, which: str) -> dict[str, float]:
    """The mean of each person over their lists and all seeds; without those for whom it is not defined."""
    values: dict[str, list[float]] = {}
    for run in runs:
        for person, value in zip(run.people, getattr(run.measured[name], which).tolist(), strict=True):
            if value == value:  # not nan
                values.setdefault(person, []).append(value)
    return {person: sum(each) / len(each) for person, each in sorted(values.items())}


def _result(runs: Sequence[_Run], sessions: int, name: str, values: dict[str, dict[str, float]]) -> Result:
    exposed = [exposures(run.measured[name].top, sessions) for run in runs]
    recall, ndcg, mrr, diversity = (_figure(list(values[which].values())) for which in PER_PERSON)
    covered = Figure(float(np.mean([coverage(each) for each in exposed])))
    return Result(name, recall, ndcg, mrr, diversity, covered, Figure(float(np.mean([gini(each) for each in exposed]))))


def _figure(values: Sequence[float]) -> Figure:
    if not values:
        return Figure(None)
    return Figure(sum(values) / len(values), *bootstrap_interval(np.array(values), seed=len(values)))


def _compare(values: dict[str, dict[str, dict[str, float]]], which: str, part: str) -> Comparison:
    mine, theirs = values["hybrid"][which], values[part][which]
    differences = np.array([mine[person] - theirs[person] for person in mine])
    best = max(PARTS, key=lambda name: sum(values[name][which].values()))
    return Comparison(which, part, float(differences.mean()), paired_p(differences, seed=len(mine)), part == best)


def _by_group(groups: dict[str, str], ndcg: dict[str, float]) -> dict[str, float]:
    """The hybrid's NDCG for each group of people: whether it serves some worse."""
    found: dict[str, list[float]] = {}
    for person, value in ndcg.items():
        if person in groups:
            found.setdefault(groups[person], []).append(value)
    return {group: sum(each) / len(each) for group, each in sorted(found.items())}
