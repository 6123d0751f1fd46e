"""What leaves for the model: professional fields only, cleaned and bounded, under numbers in place of ids.

No id, no field for a name or a company, and nothing that people write freely about themselves (`about`, `bio`). Out of
all texts that leave, addresses, telephone numbers and the names and companies that are known of this record are taken.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from domain.matching.facts import PersonFacts, SessionFacts, SpeakerFacts, UserProfile
from domain.model.fence import line
from domain.model.redaction import PERSON, Known, private, profession

LONGEST_ABSTRACT = 300
LONGEST_TITLE = 160
LONGEST_TERM = 60
MOST_TERMS = 12
MOST_TITLES = 5

Record = Mapping[str, object]


def profile_record(profile: UserProfile) -> Record:
    """An attendee, without what is empty."""
    return _profile(profile, Known(profile.names, profile.companies, PERSON))


@lru_cache(maxsize=4_096)
def session_record(session: SessionFacts, abstract: int = LONGEST_ABSTRACT) -> Record:
    """A session, without its id, its speakers and what is empty; at most `abstract` characters of its text."""
    known = Known(session.names, session.companies)
    return _filled(
        title=private(session.title, LONGEST_TITLE, known),
        track=_term(session.track, known),
        level=_term(session.difficulty, known),
        tags=_terms(session.tags, known),
        audience=_terms(session.target_audience, known),
        about=private(session.description, abstract, known),
    )


@lru_cache(maxsize=4_096)
def speaker_record(speaker: SpeakerFacts) -> Record:
    """A speaker, without id, company, biography and what is empty."""
    companies = (*speaker.companies, *([speaker.company] if speaker.company else []))
    known = Known(speaker.names, companies)
    return _filled(
        title=_term(profession(speaker.title or ""), known),
        role=_term(profession(speaker.role or ""), known),
        industry=_term(speaker.industry, known),
        expertise=_terms(speaker.expertise, known),
        offerings=_terms(speaker.offerings, known),
        sessions=[private(title, LONGEST_TITLE, known) for title in speaker.session_titles[:MOST_TITLES]],
    )


def person_record(person: PersonFacts) -> Record:
    """A participant who may be met: their profile, and what they speak about."""
    profile = person.profile
    companies = (*profile.companies, *([person.company] if person.company else []))
    known = Known(profile.names, companies, PERSON)
    return {**_profile(profile, known), **_filled(expertise=_terms(person.expertise, known))}


def numbered(records: Iterable[Record], numbers: Iterable[int] | None = None) -> list[str]:
    """A line for each record, under its number: 1, 2, 3 … if none are given."""
    if numbers is None:
        return [line({"id": number, **record}) for number, record in enumerate(records, start=1)]
    return [line({"id": number, **record}) for number, record in zip(numbers, records, strict=True)]


def texts(record: Record) -> list[str]:
    """Every text of a record, field after field."""
    return [text for value in record.values() for text in (value if isinstance(value, list) else [str(value)])]


def _profile(profile: UserProfile, known: Known) -> Record:
    return _filled(
        interests=_terms(profile.interests, known),
        goals=_terms(profile.goals, known),
        skills_needed=_terms(profile.skills_needed, known),
        skills_offered=_terms(profile.skills_to_offer, known),
        role=_term(profession(profile.role or ""), known),
        industry=_term(profile.industry, known),
        preferred_level=_term(profile.preferred_difficulty, known),
    )


def _filled(**fields: object) -> Record:
    return {name: value for name, value in fields.items() if value}


def _term(text: str | None, known: Known) -> str:
    return private(text or "", LONGEST_TERM, known)


def _terms(written: Iterable[str], known: Known) -> list[str]:
    cleaned = dict.fromkeys(_term(text, known) for text in written)
    return [text for text in cleaned if text][:MOST_TERMS]
