"""What an organizer may say of a session: bounds and choices, each with the sentence that names what is allowed."""

from domain.people.profile_rules import DIFFICULTIES
from domain.programme.effective import Field

Values = tuple[str, ...]

MOST: dict[Field, int] = {"tags": 20, "outcomes": 10, "target_audience": 10}
LONGEST: dict[Field, int] = {"tags": 60, "outcomes": 240, "target_audience": 60}


def find_problem(field: Field, values: Values) -> str:
    """A sentence if these cannot be taken; "" if they can. A level is one of three, or none."""
    if field == "difficulty":
        return "" if set(values) <= set(DIFFICULTIES) and len(values) <= 1 else "Choose one of the levels, or none."
    if len(values) > MOST[field]:
        return f"At most {MOST[field]}; these are {len(values)}."
    long = next((value for value in values if len(value) > LONGEST[field]), None)
    return f"“{long[:30]}…” is longer than {LONGEST[field]} characters. Put each on a line of its own." if long else ""
