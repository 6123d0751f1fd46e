"""Metrics as Prometheus reads them: text, a line for each value.

Source: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from msgspec import Struct

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metric(Struct, frozen=True):
    """What one metric is called, is and means. `kind` is counter, gauge or histogram."""

    name: str
    kind: str
    meaning: str
    labels: tuple[str, ...] = ()


class Sample(Struct, frozen=True):
    """One value, with the values of the metric's labels in their order."""

    value: float
    labels: tuple[str, ...] = ()


class Durations(Struct, frozen=True):
    """How often something took how long; `counts` has one more than `bounds`, in seconds."""

    bounds: tuple[float, ...]
    counts: Sequence[int]
    seconds: float
    labels: tuple[str, ...] = ()


def write(metric: Metric, samples: Iterable[Sample | Durations]) -> str:
    """The lines of one metric; none without a value, for a metric that is not there says so to an alert."""
    lines = [line for sample in samples for line in _lines(metric, sample)]
    if not lines:
        return ""
    head = [f"# HELP {metric.name} {metric.meaning}", f"# TYPE {metric.name} {metric.kind}"]
    return "\n".join([*head, *lines, ""])


def _lines(metric: Metric, sample: Sample | Durations) -> list[str]:
    labels = dict(zip(metric.labels, sample.labels, strict=True))
    if isinstance(sample, Sample):
        return [f"{metric.name}{_labels(labels)} {_number(sample.value)}"]
    upto = list(accumulate(sample.counts))
    bounds = [*map(_number, sample.bounds), "+Inf"]
    buckets = [
        f"{metric.name}_bucket{_labels({**labels, 'le': le})} {count}" for le, count in zip(bounds, upto, strict=True)
    ]
    sums = f"{metric.name}_sum{_labels(labels)} {_number(sample.seconds)}"
    return [*buckets, sums, f"{metric.name}_count{_labels(labels)} {upto[-1]}"]


def _labels(labels: dict[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items()) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
