"""The specification's speaker matching, transcribed: the oracle of the vectorised matcher.

Source: specification, "Speaker Matching Algorithm". Unchanged but for three places, marked `open:`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.matching.facts import Id, SpeakerFacts, UserProfile


@dataclass(frozen=True)
class OracleMatch:
    """One speaker that passed the threshold."""

    speaker_id: Id
    match_score: int
    reasons: list[str]


def algorithmic_match_speakers(
    user_profile: UserProfile, speakers: Sequence[SpeakerFacts], max_matches: int = 10
) -> list[OracleMatch]:
    """Fallback algorithm for speaker matching."""

    matches = []

    for speaker in speakers:
        score = 0.0
        reasons = []

        # 1. Expertise-to-Interest Match (50% weight)
        expertise_overlap = set(user_profile.interests) & set(speaker.expertise)
        if expertise_overlap:
            expertise_score = len(expertise_overlap) / max(len(user_profile.interests), 1)
            score += expertise_score * 0.5
            # open: in the profile's order (the text's order changes with the hash seed)
            reasons.append(f"Expert in: {', '.join(in_order(user_profile.interests, expertise_overlap)[:2])}")

        # 2. Skills Exchange (30% weight)
        if user_profile.skills_needed:
            skills_match = set(user_profile.skills_needed) & set(speaker.expertise)
            if skills_match:
                score += 0.3
                # open: as above
                reasons.append(f"Can help with: {', '.join(in_order(user_profile.skills_needed, skills_match)[:2])}")

        # 3. Goal Compatibility (15% weight)
        goal_compatible = check_speaker_goal_compatibility(user_profile.goals, speaker)
        if goal_compatible:
            score += 0.15
            reasons.append(goal_compatible["reason"])

        # 4. Industry Match (5% weight)
        # open: an absent industry matches nobody's (in the text None equals None)
        if speaker.industry and user_profile.industry == speaker.industry:
            score += 0.05
            reasons.append(f"Same industry: {speaker.industry}")

        # Only include reasonable matches
        if score > 0.2:
            matches.append(OracleMatch(speaker_id=speaker.id, match_score=min(100, int(score * 100)), reasons=reasons))

    matches.sort(key=lambda m: m.match_score, reverse=True)
    return matches[:max_matches]


def check_speaker_goal_compatibility(user_goals: Sequence[str], speaker: SpeakerFacts) -> dict[str, str] | None:
    """Check if speaker can help with user goals."""

    # Check if speaker offers what user seeks
    if "GET_MENTORED" in user_goals and "mentorship" in speaker.offerings:
        return {"reason": "Offers mentorship - aligns with your goal"}

    if "HIRE" in user_goals and speaker.role in ["Engineer", "Designer", "Product Manager"]:
        return {"reason": "Potential hiring candidate"}

    if "LEARN" in user_goals and speaker.expertise:
        return {"reason": "Can teach relevant skills"}

    if "NETWORK" in user_goals:
        return {"reason": "Valuable networking connection"}

    return None


def in_order(terms: Sequence[str], among: Iterable[str]) -> list[str]:
    return [term for term in dict.fromkeys(terms) if term in among]
