"""The card of a speaker to meet: who they are, where they speak, why to meet them, and how to begin."""

from datetime import datetime
from functools import partial
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from domain.recommendations.speaker_picks import SpeakerPick
from domain.recommendations.speaker_picks import Talk as SpokenSession
from web.attendee.by import By, text_by
from web.attendee.evidence import SPEAKER_WORDS, said
from web.attendee.parts import SPEAKER_PARTS, Why, explain
from web.attendee.reasons import Reason, choose, further_reasons, make_reasons
from web.attendee.when import When, ago, when
from web.current_event import CurrentEvent


class Talk(Struct, frozen=True):
    """A session of the speaker; both times are in the event's zone."""

    session_id: UUID
    title: str
    when: When
    room: str


class SpeakerCard(Struct, frozen=True):
    """One speaker of the list; `text_by` says who wrote the conversation starters."""

    kind: ClassVar[str] = "speaker"

    pick: SpeakerPick
    talks: tuple[Talk, ...]
    reasons: tuple[Reason, ...]
    further: tuple[Reason, ...]
    why: Why
    by: By
    text_by: By
    made: str


def make_speaker_card(pick: SpeakerPick, event: CurrentEvent, own_terms: tuple[str, ...], now: datetime) -> SpeakerCard:
    """A card for one speaker; `now` is by the world's clock."""
    reasons = make_reasons(pick.reasons, own_terms)
    evidence = partial(said, SPEAKER_WORDS, pick.reasons)
    why = explain(pick.score, pick.breakdown, SPEAKER_PARTS, evidence, is_simulated=pick.is_simulated)
    return SpeakerCard(
        pick=pick,
        talks=tuple([_talk(talk, event) for talk in pick.sessions]),
        reasons=choose(reasons),
        further=further_reasons(reasons, why),
        why=why,
        by=By(pick.source, pick.is_simulated and pick.source == "llm"),
        text_by=text_by(pick.starters_method, pick.is_simulated),
        made=ago(pick.generated_at, now),
    )


def _talk(talk: SpokenSession, event: CurrentEvent) -> Talk:
    return Talk(talk.session_id, talk.title, when(event, talk.starts_at, talk.ends_at), talk.room or "")
