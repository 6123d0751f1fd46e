"""A person as the oracle is told of them."""

from msgspec import Struct

from domain.matching.facts import UserProfile
from web.api.oracle.fields import Identifier, Line, Phrase, Phrases, Prose

# Who asks about one person need not name them.
NAMELESS = "user"


class Profile(Struct, frozen=True, kw_only=True):
    """What is known of a person; everything may be absent, null or empty, and then matches nothing.

    `goals` that count are LEARN, NETWORK, HIRE, GET_HIRED, MENTOR and GET_MENTORED.
    """

    user_id: Identifier | None = None
    name: Line | None = None
    company: Line | None = None
    role: Phrase | None = None
    industry: Phrase | None = None
    interests: Phrases | None = None
    goals: Phrases | None = None
    skills_to_offer: Phrases | None = None
    skills_needed: Phrases | None = None
    preferred_difficulty: Phrase | None = None
    about: Prose | None = None

    def as_profile(self) -> UserProfile:
        """As matching knows people: by what they do and want; name and company only to be taken out of what leaves."""
        return UserProfile(
            user_id=self.user_id or NAMELESS,
            interests=tuple(self.interests or ()),
            goals=tuple(self.goals or ()),
            skills_to_offer=tuple(self.skills_to_offer or ()),
            skills_needed=tuple(self.skills_needed or ()),
            role=self.role,
            industry=self.industry,
            preferred_difficulty=self.preferred_difficulty,
            about=self.about or "",
            names=(self.name,) if self.name else (),
            companies=(self.company,) if self.company else (),
        )
