"""What a schedule does not say of its sessions, read out of it: tags, level, audience and outcomes."""

from collections.abc import Sequence

from msgspec import Struct

from domain.programme.derived_audience import derive_audience
from domain.programme.derived_level import derive_level
from domain.programme.derived_outcomes import derive_outcomes
from domain.programme.derived_tags import derive_tags
from domain.programme.schedule import ParsedSession


class Derived(Struct, frozen=True, kw_only=True):
    """Metadata nobody gave; it stands in only where none was given."""

    tags: tuple[str, ...] = ()
    difficulty: str | None = None
    outcomes: tuple[str, ...] = ()
    target_audience: tuple[str, ...] = ()


def derive_metadata(sessions: Sequence[ParsedSession]) -> list[Derived]:
    """For each session, in their order. Deterministic; tags depend on the whole programme. About 1 ms a session."""
    return [_derive(session, tags) for session, tags in zip(sessions, derive_tags(sessions), strict=True)]


def _derive(session: ParsedSession, tags: tuple[str, ...]) -> Derived:
    text = f"{session.subtitle}\n{session.description}"
    return Derived(
        tags=tags,
        difficulty=derive_level(session.title, text),
        outcomes=derive_outcomes(session.description),
        target_audience=derive_audience(f"{session.title}\n{text}"),
    )
