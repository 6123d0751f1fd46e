"""Three sentences with which to begin a conversation with a speaker, out of templates."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from domain.matching.facts import SpeakerFacts, UserProfile
from domain.matching.speaker_reasons import overlap_by
from domain.matching.term_key import term_key

STARTERS = 3

Texts = tuple[str, ...]


def template_starters(profile: UserProfile, speaker: SpeakerFacts) -> Texts:
    """Exactly three, all different: the specification's templates, then open questions that fit any speaker.

    What the two do not have is not spoken of. Source: specification, "Conversation Starter Generation".
    """
    return complete_starters((), profile, speaker)


def complete_starters(texts: Sequence[str], profile: UserProfile, speaker: SpeakerFacts) -> Texts:
    """The first three of these texts, filled up to three from the templates without repeating."""
    return tuple(islice(_distinct((*texts, *_templates(profile, speaker))), STARTERS))


def _templates(profile: UserProfile, speaker: SpeakerFacts) -> Iterator[str]:
    yield from _of_the_specification(profile, speaker)
    for skill in _overlap(profile.skills_needed, speaker)[:1]:
        yield f"I'd like to get better at {skill}. Where would you begin if you started today?"
    if speaker.industry and speaker.industry == profile.industry:
        yield f"We both work in {speaker.industry}. What do you think will change most there in the next few years?"
    yield "What brought you to the work you do now, and what keeps you with it?"
    yield "Which conversation here has given you the most to think about so far?"
    yield "What do you wish more people asked you about?"


def _of_the_specification(profile: UserProfile, speaker: SpeakerFacts) -> Iterator[str]:
    for interest in _overlap(profile.interests, speaker)[:1]:
        yield (
            f"I noticed we both share an interest in {interest}. What's been your most impactful project in this area?"
        )
    if "GET_MENTORED" in profile.goals and "mentorship" in speaker.offerings:
        field = profile.interests[0] if profile.interests else "this field"
        yield f"I'm looking to grow in {field}. What advice would you give to someone in my position?"
    if speaker.session_titles:
        yield (
            f"I'm really looking forward to your session on {_sentence(speaker.session_titles[0])} "
            "What's the key takeaway you hope attendees will leave with?"
        )
    field = speaker.expertise[0] if speaker.expertise and not speaker.is_expertise_derived else "your field"
    yield f"What's been the most exciting development in {field} recently?"
    if speaker.company:
        yield (
            f"I'd love to hear about your experience at {speaker.company}. "
            "What's the most interesting challenge you're working on?"
        )


def _overlap(terms: Iterable[str], speaker: SpeakerFacts) -> list[str]:
    return overlap_by(term_key, terms, map(term_key, speaker.expertise))


def _sentence(end: str) -> str:
    return end if end.endswith((".", "?", "!", "…")) else f"{end}."


def _distinct(texts: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for text in texts:
        if (key := " ".join(text.split()).casefold()) and key not in seen:
            seen.add(key)
            yield text
