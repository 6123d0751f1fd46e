"""The bounds within which a schedule file is read at all: its kind, its size, the number of its parts."""

import stat
from pathlib import Path

from domain.errors import InvalidInput

LARGEST_FILE = 20 * 1024 * 1024
MOST_EVENTS = 20_000
# Far above what 20,000 events need, far below what would fill the memory.
MOST_XML_TAGS = 1_500_000
MOST_XML_ATTRIBUTES = 500_000
MOST_JSON_CONTAINERS = 400_000
MOST_JSON_VALUES = 1_500_000

SUPPORTED = "Hallway reads frab and pretalx schedules: schedule.xml and schedule.json."


def read_schedule_file(path: Path) -> bytes:
    """The file's content; a file above 20 MB is refused by its size, without being read.

    Raises: `InvalidInput` if it is no readable regular file, is empty, or is too large.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InvalidInput(f"{path} is not a file.")
        _check_length(found.st_size, path.name)
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise InvalidInput(f"There is no file {path}.") from None
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}.") from None
    check_size(content, path.name)
    return content


def check_size(content: bytes, filename: str) -> None:
    """Raises: `InvalidInput` if there is nothing, or more than 20 MB."""
    _check_length(len(content), filename)


def _check_length(length: int, filename: str) -> None:
    if length == 0:
        raise InvalidInput(f"{filename} is empty. {SUPPORTED}")
    if length > LARGEST_FILE:
        megabytes = length / 1024 / 1024
        raise InvalidInput(f"{filename} is too large ({megabytes:.1f} MB): a schedule may have up to 20 MB.")


def check_number_of_events(number: int) -> None:
    """Raises: `InvalidInput` above 20,000 events."""
    if number > MOST_EVENTS:
        raise InvalidInput(f"The schedule has more than {MOST_EVENTS:,} events: that is more than Hallway takes.")
