"""What the event of a schedule file is called in addresses."""

import re

from domain.programme.parse_schedule import parse_schedule

LONGEST = 63
# Names of files that say nothing of the conference.
GENERAL = {"schedule", "fahrplan", "programme", "program", "export", "conference", "index", "data"}


def slug_of_schedule(filename: str, content: bytes) -> str:
    """The file's name up to its first dot ("fosdem-2024" of "fosdem-2024.xml"), or its title where that says nothing.

    Raises: `InvalidInput` if the file had to be read and is no schedule.
    """
    slug = as_slug(filename.split(".")[0])
    if slug and slug not in GENERAL:
        return slug
    return as_slug(parse_schedule(content, filename).title) or "schedule"


def as_slug(text: str) -> str:
    """Small letters, digits and single hyphens; empty if there are none."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST].rstrip("-")
