"""What leaves for the model: professional fields only, cleaned and bounded, under numbers in place of ids.

No name, no address, no company, no id, and nothing that people write freely about themselves (`about`, `bio`).
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from domain.matching.facts import PersonFacts, SessionFacts, SpeakerFacts, UserProfile
from domain.model.cleaning import clean, without_contacts
from domain.model.fence import line

LONGEST_ABSTRACT = 300
LONGEST_TITLE = 160
LONGEST_TERM = 60
MOST_TERMS = 12
MOST_TITLES = 5

Record = Mapping[str, object]


def profile_record(profile: UserProfile) -> Record:
    """An attendee, without what is empty."""
    return _filled(
        interests=_terms(profile.interests),
        goals=_terms(profile.goals),
        skills_needed=_terms(profile.skills_needed),
        skills_offered=_terms(profile.skills_to_offer),
        role=_term(profile.role),
        industry=_term(profile.industry),
        preferred_level=_term(profile.preferred_difficulty),
    )


@lru_cache(maxsize=4_096)
def session_record(session: SessionFacts, abstract: int = LONGEST_ABSTRACT) -> Record:
    """A session, without its id, its speakers and what is empty; at most `abstract` characters of its text."""
    return _filled(
        title=clean(session.title, LONGEST_TITLE),
        track=_term(session.track),
        level=_term(session.difficulty),
        tags=_terms(session.tags),
        audience=_terms(session.target_audience),
        about=clean(session.description, abstract),
    )


@lru_cache(maxsize=4_096)
def speaker_record(speaker: SpeakerFacts) -> Record:
    """A speaker, without id, company, biography and what is empty."""
    return _filled(
        title=_term(speaker.title),
        role=_term(speaker.role),
        industry=_term(speaker.industry),
        expertise=_terms(speaker.expertise),
        offerings=_terms(speaker.offerings),
        sessions=[clean(title, LONGEST_TITLE) for title in speaker.session_titles[:MOST_TITLES]],
    )


def person_record(person: PersonFacts) -> Record:
    """A participant who may be met: their profile, and what they speak about."""
    return {**profile_record(person.profile), **_filled(expertise=_terms(person.expertise))}


def numbered(records: Iterable[Record], numbers: Iterable[int] | None = None) -> list[str]:
    """A line for each record, under its number: 1, 2, 3 … if none are given."""
    if numbers is None:
        return [line({"id": number, **record}) for number, record in enumerate(records, start=1)]
    return [line({"id": number, **record}) for number, record in zip(numbers, records, strict=True)]


def texts(record: Record) -> list[str]:
    """Every text of a record, field after field."""
    return [text for value in record.values() for text in (value if isinstance(value, list) else [str(value)])]


def _filled(**fields: object) -> Record:
    return {name: value for name, value in fields.items() if value}


def _term(text: str | None) -> str:
    return clean(without_contacts(clean(text or "", 2 * LONGEST_TERM)), LONGEST_TERM)


def _terms(written: Iterable[str]) -> list[str]:
    cleaned = dict.fromkeys(_term(text) for text in written)
    return [text for text in cleaned if text][:MOST_TERMS]
