"""What counts of a session, as SQL: an organizer's correction, else what was given, else what was derived."""

from typing import Literal, get_args

Field = Literal["difficulty", "tags", "outcomes", "target_audience"]
FIELDS: tuple[Field, ...] = get_args(Field)


def effective(field: Field, session: str = "session") -> str:
    """The value that counts, of the table or alias `session`; a list may be empty, a level NULL."""
    if field == "difficulty":
        # A correction to "" says that a session has no level.
        return (
            f"nullif(coalesce({session}.corrected_difficulty, {session}.difficulty, {session}.derived_difficulty), '')"
        )
    return (
        f"coalesce({session}.corrected_{field}, "
        f"CASE WHEN {is_given(field, session)} THEN {session}.{field} ELSE {session}.derived_{field} END)"
    )


def is_given(field: Field, session: str = "session") -> str:
    """Whether the schedule itself says it."""
    return f"{session}.difficulty IS NOT NULL" if field == "difficulty" else f"cardinality({session}.{field}) > 0"


def is_corrected(field: Field, session: str = "session") -> str:
    """Whether an organizer has said it."""
    return f"{session}.corrected_{field} IS NOT NULL"


def is_derived(field: Field, session: str = "session") -> str:
    """Whether what counts was read out of the programme."""
    derived = f"{session}.derived_{field}"
    there = f"{derived} IS NOT NULL" if field == "difficulty" else f"cardinality({derived}) > 0"
    return f"({session}.corrected_{field} IS NULL AND NOT {is_given(field, session)} AND {there})"


def source(field: Field, session: str = "session") -> str:
    """Who says what counts: corrected, given, model or derived; missing where nobody says anything."""
    return (
        f"CASE WHEN {is_corrected(field, session)} THEN 'corrected' WHEN {is_given(field, session)} THEN 'given' "
        f"WHEN NOT {is_derived(field, session)} THEN 'missing' "
        f"WHEN '{field}' = ANY({session}.model_fields) THEN 'model' ELSE 'derived' END"
    )
