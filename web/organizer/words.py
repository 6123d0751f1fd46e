"""Words for what is known of a session, and for who says it."""

from msgspec import Struct

from domain.programme.data_quality import Aspect
from domain.programme.effective import Field
from domain.programme.session_layers import Layers, SessionLayers, Source

LABELS: dict[Aspect, str] = {
    "tags": "Tags",
    "difficulty": "Level",
    "outcomes": "Outcomes",
    "target_audience": "Audience",
    "abstract": "Abstract",
    "speakers": "Speakers",
}


# As organizers read them: what matching weighs most comes first.
ORDER: tuple[Field, ...] = ("tags", "difficulty", "target_audience", "outcomes")


class Mark(Struct, frozen=True):
    """Who says something: a pill's tone, word and icon; none for what a schedule gave, which is as it should be."""

    tone: str
    word: str
    icon: str


_MARKS: dict[Source, Mark] = {
    "corrected": Mark("ok", "corrected", "check"),
    "given": Mark("", "", ""),
    "model": Mark("info", "by the model", "spark"),
    "derived": Mark("", "from the text", "search"),
    "missing": Mark("plain", "none", "minus"),
}
_SIMULATED = Mark("warn", "simulated", "spark")


def mark_of(layers: Layers, session: SessionLayers) -> Mark:
    """A text of the simulated model is never taken for one of the real model."""
    return _SIMULATED if layers.source == "model" and session.is_model_simulated else _MARKS[layers.source]
