"""The specification's session matching, transcribed: the oracle of the vectorised matcher.

Source: specification, "Algorithmic Matching (Fallback)" of sessions. Unchanged but for three places, marked `open:`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from domain.matching.facts import Id, SessionFacts, UserProfile
from domain.matching.specification import extract_skills_from_outcomes, get_overlap


@dataclass(frozen=True)
class SessionMatch:
    """One session that passed the threshold."""

    session_id: Id
    match_score: int
    reasons: list[str]
    session: SessionFacts


def algorithmic_match_sessions(
    user_profile: UserProfile,
    sessions: Sequence[SessionFacts],
    max_matches: int = 10,
    extract_skills: Callable[[tuple[str, ...]], Iterable[str]] = extract_skills_from_outcomes,
) -> list[SessionMatch]:
    """Fallback algorithm using weighted scoring."""

    matches = []

    for session in sessions:
        score = 0.0
        reasons = []

        # 1. Interest/Tag Overlap (40% weight)
        interest_score = jaccard_similarity(user_profile.interests, session.tags)
        score += interest_score * 0.4

        if interest_score > 0.3:
            overlaps = get_overlap(user_profile.interests, session.tags)
            reasons.append(f"Shared interests: {', '.join(overlaps[:2])}")

        # 2. Goal Alignment (30% weight)
        goal_score = calculate_goal_alignment(user_profile.goals, session.outcomes)
        score += goal_score * 0.3

        if goal_score > 0:
            reasons.append("Aligns with your learning goals")

        # 3. Role/Audience Match (20% weight)
        # open: an absent role matches nobody (the text fails on None)
        if user_profile.role and user_profile.role.lower() in [a.lower() for a in session.target_audience]:
            score += 0.2
            reasons.append(f"Designed for {user_profile.role}s")

        # 4. Difficulty Match (10% weight)
        # open: an absent difficulty matches nothing (in the text None equals None)
        if session.difficulty and session.difficulty == user_profile.preferred_difficulty:
            score += 0.1
            reasons.append(f"Matches your {session.difficulty} level preference")
        elif session.difficulty == "intermediate":
            # Intermediate is often acceptable for all
            score += 0.05

        # 5. Skills Match Bonus (+15% max)
        if user_profile.skills_needed:
            skills_taught = extract_skills(session.outcomes)
            skills_match = set(user_profile.skills_needed) & set(skills_taught)
            if skills_match:
                score += min(0.15, len(skills_match) * 0.05)
                # open: in the profile's order (the text's order changes with the hash seed)
                in_order = [skill for skill in dict.fromkeys(user_profile.skills_needed) if skill in skills_match]
                reasons.append(f"Teaches: {', '.join(in_order[:2])}")

        # Only include sessions with reasonable scores
        if score > 0.2:
            matches.append(
                SessionMatch(
                    session_id=session.id,
                    match_score=min(100, int(score * 100)),
                    reasons=reasons,
                    session=session,
                )
            )

    # Sort by score and return top matches
    matches.sort(key=lambda m: m.match_score, reverse=True)
    return matches[:max_matches]


def jaccard_similarity(list1: Sequence[str], list2: Sequence[str]) -> float:
    """Calculate Jaccard index."""
    set1 = {item.lower() for item in list1}
    set2 = {item.lower() for item in list2}

    if not set1 or not set2:
        return 0.0

    intersection = len(set1 & set2)
    union = len(set1 | set2)

    return intersection / union if union > 0 else 0.0


def calculate_goal_alignment(user_goals: Sequence[str], session_outcomes: Sequence[str]) -> float:
    """Check if session outcomes align with user goals."""

    # Map goals to outcome keywords
    goal_keywords = {
        "LEARN": ["learn", "understand", "master", "discover"],
        "NETWORK": ["network", "connect", "meet", "collaborate"],
        "HIRE": ["hire", "recruit", "talent"],
        "GET_HIRED": ["career", "job", "opportunity"],
        "MENTOR": ["mentor", "teach", "guide"],
        "GET_MENTORED": ["learn from", "guided by"],
    }

    score = 0.0
    outcomes_text = " ".join(session_outcomes).lower()

    for goal in user_goals:
        keywords = goal_keywords.get(goal, [])
        if any(kw in outcomes_text for kw in keywords):
            score += 0.3  # Each goal match adds 30%

    return min(1.0, score)
