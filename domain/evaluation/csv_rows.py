"""Rows of a CSV file, and where in it something is wrong."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.errors import InvalidInput

MOST_BYTES = 500_000_000
MOST_CHARACTERS_OF_A_FIELD = 1_000_000


@dataclass(frozen=True)
class Row:
    """One record: its values by column, stripped, and the line where it ends."""

    file: str
    line: int
    values: dict[str, str]

    def required(self, column: str) -> str:
        """Raises: `InvalidInput` where it is empty."""
        value = self.values.get(column, "")
        if not value:
            raise self.wrong(f"the column {column} is empty.")
        return value

    def several(self, column: str) -> tuple[str, ...]:
        """Values separated by `|`, each once."""
        parts = (part.strip() for part in self.values.get(column, "").split("|"))
        return tuple(dict.fromkeys(part for part in parts if part))

    def wrong(self, what: str) -> InvalidInput:
        """The error that says where it is."""
        return InvalidInput(f"{self.file}, line {self.line}: {what}")


def read_rows(path: Path, required: tuple[str, ...], most_rows: int) -> Iterator[Row]:
    """The records one after the other, without those that are empty.

    Raises: `InvalidInput` for a file that is missing, too large, not UTF-8, not CSV, or lacks a column.
    """
    if not path.is_file():
        raise InvalidInput(f"There is no file {path.name} in {path.parent}.")
    if path.stat().st_size > MOST_BYTES:
        raise InvalidInput(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB, the most that is read.")
    csv.field_size_limit(MOST_CHARACTERS_OF_A_FIELD)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        try:
            yield from _records(path.name, reader, required, most_rows)
        except UnicodeDecodeError as error:
            raise InvalidInput(f"{path.name}, line {_first_that_is_not_utf8(path)}: this is not UTF-8.") from error
        except csv.Error as error:
            raise InvalidInput(f"{path.name}, line {reader.line_num}: this is not CSV ({error}).") from error


def _first_that_is_not_utf8(path: Path) -> int:
    """Found anew, for a file is decoded in blocks, ahead of the line that is read."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return number


def _records(file: str, reader: "csv._reader", required: tuple[str, ...], most_rows: int) -> Iterator[Row]:  # type: ignore[name-defined]
    columns = [name.strip().lower() for name in next(reader, [])]
    _check_columns(file, columns, required)
    for number, cells in enumerate((cells for cells in reader if any(map(str.strip, cells))), start=1):
        row = Row(file, reader.line_num, dict(zip(columns, map(str.strip, cells), strict=False)))
        if len(cells) > len(columns):
            raise row.wrong(f"there are {len(cells)} values for {len(columns)} columns.")
        if number > most_rows:
            raise row.wrong(f"there are more than {most_rows:,} rows, the most that are read.")
        yield row


def _check_columns(file: str, columns: list[str], required: tuple[str, ...]) -> None:
    if not columns:
        raise InvalidInput(f"{file} is empty: its first line must name the columns.")
    if missing := [name for name in required if name not in columns]:
        found = ", ".join(column for column in columns if column)[:200]
        raise InvalidInput(f"{file}, line 1: there is no column {' and no '.join(missing)}; there are: {found}.")
    if twice := [name for name in columns if name and columns.count(name) > 1]:
        raise InvalidInput(f"{file}, line 1: the column {twice[0]} is there twice.")
