"""The form that corrects a session: a text for each list, one value on a line, so that no script is needed."""

import re

from litestar.datastructures import FormMultiDict
from msgspec import Struct

from domain.errors import InvalidInput
from domain.people.profile_rules import clean_line, unique_terms
from domain.programme.corrections import Edit
from domain.programme.effective import FIELDS, Field
from domain.programme.session_layers import Layers, SessionLayers
from web.organizer.words import LABELS, ORDER, Mark, mark_of

HINTS: dict[Field, str] = {
    "difficulty": "",
    "tags": "What it is about: one on each line, or with commas between them.",
    "outcomes": "What people take home: one sentence on each line.",
    "target_audience": "Roles of people, such as data engineer: one on each line, or with commas between them.",
}
COUNTING: dict[Field, str] = {
    "difficulty": "Level that counts",
    "tags": "Tags that count",
    "outcomes": "Outcomes that count",
    "target_audience": "Audience that counts",
}
LEVELS = {"": "None", "beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}
NOT_WHOLE = "The form did not arrive whole. Nothing was changed; reload the page, and send it again."

_BETWEEN = re.compile(r"[,;]")
Edits = dict[Field, Edit]


class FieldView(Struct, frozen=True, kw_only=True):
    """One field of the form. `theirs` is what somebody else saved meanwhile, where it differs; else None."""

    key: Field
    label: str
    counting: str
    hint: str
    layers: Layers
    mark: Mark
    edit: Edit
    problem: str
    theirs: tuple[str, ...] | None

    @property
    def text(self) -> str:
        return "\n".join(self.edit.value)

    @property
    def shown(self) -> str:
        return "\n".join(self.edit.shown)


def as_shown(session: SessionLayers) -> Edits:
    """The form as nobody has touched it."""
    counts = {field: session.fields[field].counts for field in FIELDS}
    return {field: Edit(value=counts[field], shown=counts[field]) for field in FIELDS}


def over_newer(edits: Edits, session: SessionLayers) -> Edits:
    """What somebody edited, on top of the session as it is now; what they left alone is as it is now."""
    now = as_shown(session)
    return {
        field: Edit(value=edit.value, shown=now[field].shown, keeps=edit.keeps)
        if edit.says_something
        else Edit(value=now[field].value, shown=now[field].shown, resets=edit.resets)
        for field, edit in edits.items()
    }


def make_fields(
    session: SessionLayers, edits: Edits, problems: dict[Field, str], *, is_conflict: bool
) -> tuple[FieldView, ...]:
    """The fields in the order of the page."""
    return tuple(
        [
            FieldView(
                key=field,
                label=LABELS[field],
                counting=COUNTING[field],
                hint=HINTS[field],
                layers=session.fields[field],
                mark=mark_of(session.fields[field], session),
                edit=edits[field],
                problem=problems.get(field, ""),
                theirs=edits[field].shown if is_conflict and edits[field].says_something else None,
            )
            for field in ORDER
        ]
    )


def parse(form: FormMultiDict) -> tuple[Edits, str]:
    """What was sent, and the version of the session that it was sent for.

    Raises: `InvalidInput` if a field is missing: what is not there must not be taken for emptied.
    """
    if _text(form, "version") is None:
        raise InvalidInput(NOT_WHOLE)
    return {field: _edit(form, field) for field in FIELDS}, _text(form, "version") or ""


def _edit(form: FormMultiDict, field: Field) -> Edit:
    value, shown = _text(form, field), _text(form, f"{field}_shown")
    if value is None or shown is None:
        raise InvalidInput(NOT_WHOLE)
    known = unique_terms(shown.splitlines())
    return Edit(
        value=unique_terms(part for line in value.splitlines() for part in _parts(line, field, known)),
        shown=known,
        keeps=_text(form, f"{field}_keeps") is not None,
        resets=_text(form, f"{field}_resets") is not None,
    )


def _parts(line: str, field: Field, known: tuple[str, ...]) -> list[str]:
    """A line's values; one with a comma in it that stood there already stays whole, and so does a sentence."""
    return [line] if field == "outcomes" or clean_line(line) in known else _BETWEEN.split(line)


def _text(form: FormMultiDict, name: str) -> str | None:
    """The first value; a file sent in its place counts as none."""
    return next((value for value in form.getall(name, []) if isinstance(value, str)), None)
