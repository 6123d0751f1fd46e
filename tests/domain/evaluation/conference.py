"""A generated conference whose people choose by subject, by popularity and by chance: small enough for tests."""

import csv
import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

SUBJECTS = ("rust", "privacy", "machine learning", "gardens", "databases", "law", "music", "hardware")
Rows = Sequence[Mapping[str, object]]


def write_conference(directory: Path, people: int = 120, sessions: int = 72, seed: int = 7) -> Path:
    """Write the three files; the same for the same seed."""
    rng = random.Random(seed)
    subjects = [rng.choice(SUBJECTS) for _ in range(sessions)]
    appeal = [rng.gauss(0, 1) for _ in range(sessions)]
    write(directory / "sessions.csv", [_session(rng, number, subject) for number, subject in enumerate(subjects)])
    choices: list[dict[str, object]] = []
    profiles: list[dict[str, object]] = []
    for number in range(people):
        likes = rng.sample(SUBJECTS, rng.randint(1, 3))
        wanted = [appeal[place] + 3 * (subject in likes) + rng.gauss(0, 1) for place, subject in enumerate(subjects)]
        best = sorted(range(sessions), key=lambda place: -wanted[place])[: rng.randint(6, 20)]
        choices.extend({"person": f"p{number}", "session": f"s{place}", "kind": "bookmark"} for place in best)
        profiles.append(
            {"id": f"p{number}", "interests": "|".join(likes[:2]), "role": "Engineer", "group": "ab"[number % 2]}
        )
    write(directory / "choices.csv", choices)
    write(directory / "people.csv", profiles)
    return directory


def _session(rng: random.Random, number: int, subject: str) -> dict[str, object]:
    starts_at = datetime(2026, 11, 18, 9, tzinfo=UTC) + timedelta(hours=number % 9)
    words = " ".join(
        rng.choice((subject, f"{subject} {rng.randint(0, 9)}", f"word{rng.randint(0, 99)}")) for _ in range(20)
    )
    return {
        "id": f"s{number}",
        "title": f"{subject.title()} {rng.choice(('in practice', 'for all', 'revisited'))}",
        "description": words,
        "tags": f"{subject.replace(' ', '-')}|{rng.choice(SUBJECTS)}",
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + timedelta(minutes=45)).isoformat(),
    }


def write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
