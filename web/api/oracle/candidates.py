"""Sessions and speakers as the oracle is told of them. Only ids are wanted; the rest may be absent, null or empty."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta, Struct

from domain.matching.facts import SessionFacts, SpeakerFacts
from web.api.oracle.fields import MOST_CANDIDATES, Identifier, Line, Lines, Phrase, Phrases, Prose
from web.api.refusals import FieldError, WrongFields

# So many repeated ids are named; whoever sends more has made one mistake.
MOST_NAMED = 10


class SessionSpeaker(Struct, frozen=True, kw_only=True):
    """A speaker of a session."""

    name: Line | None = None
    expertise: Phrases | None = None


class Session(Struct, frozen=True, kw_only=True):
    """A session to be matched; `difficulty` is usually beginner, intermediate or advanced."""

    id: Identifier
    title: Line | None = None
    description: Prose | None = None
    tags: Phrases | None = None
    track: Phrase | None = None
    difficulty: Phrase | None = None
    speakers: Annotated[list[SessionSpeaker], Meta(max_length=50)] | None = None
    outcomes: Lines | None = None
    target_audience: Phrases | None = None

    def as_facts(self) -> SessionFacts:
        return SessionFacts(
            id=self.id,
            title=self.title or "",
            description=self.description or "",
            tags=tuple(self.tags or ()),
            track=self.track,
            difficulty=self.difficulty,
            outcomes=tuple(self.outcomes or ()),
            target_audience=tuple(self.target_audience or ()),
            names=tuple(speaker.name for speaker in self.speakers or () if speaker.name),
        )


class SpeakerSession(Struct, frozen=True, kw_only=True):
    """A session of a speaker."""

    title: Line | None = None


class DescribedSpeaker(Struct, frozen=True, kw_only=True):
    """A speaker, by what they do and offer; `role` is a profession, such as Engineer."""

    name: Line | None = None
    title: Line | None = None
    company: Line | None = None
    role: Phrase | None = None
    industry: Phrase | None = None
    expertise: Phrases | None = None
    offerings: Phrases | None = None
    bio: Prose | None = None
    sessions: Annotated[list[SpeakerSession], Meta(max_length=100)] | None = None
    available_for_meetings: bool | None = None

    def as_facts(self, speaker_id: str = "speaker") -> SpeakerFacts:
        """As matching knows speakers; their name only to be taken out of what leaves."""
        return SpeakerFacts(
            id=speaker_id,
            title=self.title,
            company=self.company,
            role=self.role,
            industry=self.industry,
            expertise=tuple(self.expertise or ()),
            offerings=tuple(self.offerings or ()),
            bio=self.bio or "",
            session_titles=tuple(session.title for session in self.sessions or () if session.title),
            is_available_for_meetings=bool(self.available_for_meetings),
            names=(self.name,) if self.name else (),
        )


class Speaker(DescribedSpeaker, frozen=True, kw_only=True):
    """A speaker to be matched."""

    id: Identifier


_BOUNDED = Meta(max_length=MOST_CANDIDATES, extra_json_schema={"uniqueItems": True})
Sessions: TypeAlias = Annotated[list[Session], _BOUNDED]
Speakers: TypeAlias = Annotated[list[Speaker], _BOUNDED]
AsSent: TypeAlias = msgspec.Raw
"""JSON that is answered as it was sent, with the fields Hallway does not know."""


def written_by_id(field: str, read: Sequence[Session | Speaker], written: Sequence[AsSent]) -> dict[str, AsSent]:
    """Each candidate as it was written, by its id.

    Raises: `WrongFields` naming each id that came before: an answer could not say which of the two is meant.
    """
    places: dict[str, int] = {}
    repeated = [place for place, each in enumerate(read) if places.setdefault(each.id, place) != place]
    if repeated:
        raise WrongFields(*(_repeated(field, place, places[read[place].id]) for place in repeated[:MOST_NAMED]))
    return {each.id: raw for each, raw in zip(read, written, strict=True)}


def _repeated(field: str, place: int, first: int) -> FieldError:
    return FieldError(f"#/{field}/{place}/id", f"Entry {first} of the list has the same id; each may occur once.")


def component(name: str) -> Any:
    """The schema of `AsSent`: whatever was sent of this kind."""
    return Meta(extra_json_schema={"$ref": f"#/components/schemas/{name}", "description": "as it was sent"})
