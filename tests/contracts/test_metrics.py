"""Each metric is documented as it is."""

import re
from pathlib import Path

from web.metrics_list import ALL

DOCS = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()


def test_each_metric_is_documented_with_its_kind_labels_and_meaning() -> None:
    documented = re.findall(r"^\| `(hallway_\w+)` \| (\w+) \| (.+?) \| (.+?) \|$", DOCS, re.MULTILINE)
    assert documented == [
        (
            metric.name,
            metric.kind,
            ", ".join(f"`{label}`" for label in metric.labels) or "–",
            metric.meaning.removesuffix("."),
        )
        for metric in ALL
    ]


def test_alerts_speak_of_metrics_that_are_there() -> None:
    names = {metric.name for metric in ALL}
    asked = set(re.findall(r"hallway_\w+", DOCS.split("## Alerts")[1].split("## What is counted")[0]))
    assert asked
    assert asked <= names
