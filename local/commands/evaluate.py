"""`./hallway evaluate DIR`: how good recommendations are, on what people really chose."""

from __future__ import annotations

import re
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from domain.evaluation.read_data import read_data
from local import options
from local.data_directory import open_data_directory
from local.evaluation_table import tables
from local.refusal import Refused

MOST_SEEDS = 20


def read_pool(_context: click.Context, _parameter: click.Parameter, value: str) -> int | None:
    """A number of sessions, or None for those of a slot."""
    if value == "slot":
        return None
    if value.isdecimal() and 2 <= int(value) <= 100_000:
        return int(value)
    raise click.BadParameter("a number from 2 to 100000, or slot.")


def read_seeds(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[int, ...]:
    """`3`, `1-5` or `1,4,9`."""
    seeds: list[int] = []
    for part in value.split(","):
        found = re.fullmatch(r"\s*(\d{1,9})(?:-(\d{1,9}))?\s*", part)
        if not found:
            raise click.BadParameter("a number, or several such as 1-5 or 1,4,9.")
        first, last = int(found[1]), int(found[2] or found[1])
        seeds.extend(range(first, min(last, first + MOST_SEEDS) + 1))
    if not 0 < len(seeds) <= MOST_SEEDS or len(set(seeds)) < len(seeds):
        raise click.BadParameter(f"from one to {MOST_SEEDS} seeds, each once.")
    return tuple(seeds)


@click.command()
@options.data_directory
@click.argument("directory", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--min-choices", type=click.IntRange(2), default=10, show_default=True, help="Whose choices are hidden.")
@click.option("--pool", callback=read_pool, default="300", show_default=True, help="Sessions to rank, or: slot.")
@click.option("--seed", "seeds", callback=read_seeds, default="1", show_default=True, help="One, or several: 1-5.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON instead of tables.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with a plot as well.")
def command(
    data_dir: Path | None,
    directory: Path,
    min_choices: int,
    pool: int | None,
    seeds: tuple[int, ...],
    as_json: bool,
    report: Path | None,
) -> None:
    """Hide a fifth of people's choices in DIR, and see which ranker finds them again. Stores nothing."""
    if data_dir is not None:
        open_data_directory(data_dir)
    data = read_data(directory)
    from domain.evaluation.evaluate import evaluate  # loads numpy and scikit-learn
    from domain.evaluation.html_report import html_report

    with Progress(*_columns(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading")
        found = evaluate(
            data,
            seeds,
            min_choices,
            pool,
            lambda what, done, of: progress.update(task, description=what, completed=done, total=of),
        )
    if report:
        _write(report, html_report(found, directory.resolve().name))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        return
    for part in tables(found):
        Console().print(part)


def _write(report: Path, page: str) -> None:
    try:
        report.write_text(page, encoding="utf-8")
    except OSError as error:
        raise Refused(f"The report cannot be written to {report}: {error.strerror}.") from error


def _columns() -> tuple[TextColumn, BarColumn, TaskProgressColumn, TimeElapsedColumn]:
    return TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
