"""A person, and sessions and speakers that suit them more or less."""

from domain.matching.facts import SessionFacts, SpeakerFacts, UserProfile
from domain.matching.people_results import SpeakerBreakdown, SpeakerMatch
from domain.matching.results import Breakdown, SessionRecommendation

ADA = UserProfile(
    user_id="ada",
    interests=("machine learning", "PostgreSQL", "C++"),
    goals=("LEARN", "GET_MENTORED"),
    skills_to_offer=("data analysis",),
    skills_needed=("observability",),
    role="Platform engineer",
    industry="Shipping",
    preferred_difficulty="intermediate",
)

SESSIONS = (
    SessionFacts(
        id="queues",
        title="Postgres as your job queue",
        description="Queues in PostgreSQL, with SKIP LOCKED, and what observability they need.",
        tags=("PostgreSQL", "queues"),
        difficulty="intermediate",
        target_audience=("Platform engineer",),
    ),
    SessionFacts(id="nets", title="Neural networks on a budget", description="Training small models with little data."),
    SessionFacts(id="bread", title="Bread for beginners", description="Sourdough, step by step.", tags=("baking",)),
    SessionFacts(id="cpp", title="C++ without fear", description="Ownership in modern C++.", tags=("C++",)),
)

FALLBACK = (
    SessionRecommendation(
        "queues", 71, "hybrid", ("Mentions your interest PostgreSQL",), Breakdown(interests=60, text=11)
    ),
    SessionRecommendation("cpp", 50, "hybrid", ("Mentions your interest C++",), Breakdown(interests=50)),
    SessionRecommendation("bread", 12, "hybrid", ("Popular here",), Breakdown(popularity=12)),
)

SAM = SpeakerFacts(
    id="sam",
    title="Head of Data",
    company="Atlantikoma",
    role="Engineer",
    industry="Shipping",
    expertise=("PostgreSQL", "data modelling"),
    offerings=("mentorship",),
    bio="Sam Oyelaran-Whitfield lives in Bergen.",
    session_titles=("Postgres as your job queue",),
)
SPEAKERS = (SAM, SpeakerFacts(id="mia", expertise=("typography",), role="Designer"))
SPEAKER_FALLBACK = (
    SpeakerMatch("sam", 66, "hybrid", ("Expert in: PostgreSQL",), SpeakerBreakdown(expertise=51, goals=15)),
    SpeakerMatch("mia", 21, "hybrid", ("Valuable networking connection",), SpeakerBreakdown(goals=21)),
)
