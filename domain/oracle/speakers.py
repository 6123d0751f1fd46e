"""The speakers whom one person should meet, among those that another system sends."""

from collections.abc import Iterable, Sequence
from time import monotonic

from msgspec.structs import replace

from domain.matching import speakers as specification
from domain.matching.facts import SpeakerFacts, UserProfile
from domain.matching.people_results import SpeakerMatch
from domain.matching.term_key import term_key
from domain.model import speakers as model_speakers
from domain.model.opening import Model
from domain.oracle.matched import Match, Matched, completed
from domain.oracle.means import MOST_JUDGED, MOST_SHOWN, MOST_TERMS_KEPT, Means, patience_since


async def match_speakers(profile: UserProfile, speakers: Sequence[SpeakerFacts], limit: int, means: Means) -> Matched:
    """By the specification's algorithm, to the letter; with a model by what it says of the most promising."""
    started = monotonic()
    found = await means.threads.run(specification.match_speakers, profile, speakers, limit)
    if means.model is None:
        return Matched(_matches(found), "algorithmic")
    shortlist = await means.threads.run(shortlist_speakers, profile, speakers)
    return await _judged(means.model, profile, shortlist, found, limit, started)


def shortlist_speakers(profile: UserProfile, speakers: Sequence[SpeakerFacts]) -> list[SpeakerFacts]:
    """At most 40: the best by the algorithm, for which here the spellings of a term are one, then any others.

    They keep only what the model is shown of a speaker.
    """
    if len(speakers) > MOST_SHOWN:
        index = specification.index_speakers(speakers, term_key)
        [found] = specification.match_indexed_speakers(index, [profile], MOST_SHOWN)
        by_id = {speaker.id: speaker for speaker in speakers}
        ids = dict.fromkeys([*(each.speaker_id for each in found), *by_id])
        speakers = [by_id[each] for each in ids][:MOST_SHOWN]
    return [_shown(speaker) for speaker in speakers]


def _shown(speaker: SpeakerFacts) -> SpeakerFacts:
    """Without what is never shown: what leaves is remembered for a while, and strangers send a lot."""
    return replace(
        speaker,
        bio="",
        expertise=speaker.expertise[:MOST_TERMS_KEPT],
        offerings=speaker.offerings[:MOST_TERMS_KEPT],
        session_titles=speaker.session_titles[:MOST_TERMS_KEPT],
    )


async def _judged(
    model: Model,
    profile: UserProfile,
    shortlist: Sequence[SpeakerFacts],
    found: Sequence[SpeakerMatch],
    limit: int,
    started: float,
) -> Matched:
    answer = await model_speakers.match_speakers(
        model,
        profile,
        shortlist,
        found,
        min(limit, MOST_JUDGED),
        event_id=None,
        patience=patience_since(started),
    )
    matches = completed(_matches(answer.entries), _matches(found), limit)
    return Matched(matches, answer.algorithm_used, answer.is_simulated)


def _matches(found: Iterable[SpeakerMatch]) -> tuple[Match, ...]:
    return tuple(Match(str(each.speaker_id), each.score, each.reasons) for each in found)
