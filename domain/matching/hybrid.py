"""The ranker: all evidence for the sessions of a programme, weighed for many people at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.choice_index import ChoiceIndex, histories_of
from domain.matching.evidence import Evidence, Pairs
from domain.matching.facts import NO_CHOICES, Choices, UserProfile
from domain.matching.history_evidence import history_evidence, popularity_evidence
from domain.matching.learning import Learned
from domain.matching.phrases import Phrase, phrases_of
from domain.matching.profile_evidence import profile_evidence
from domain.matching.programme import Programme
from domain.matching.ranking import Best, best_of_rows
from domain.matching.sessions import NOTHING_EXCLUDED, Excluded, batches, excluded_pairs
from domain.matching.text_evidence import text_evidence
from domain.matching.text_index import TextIndex
from domain.matching.topics import normalised_profile

PAIRS_AT_ONCE = 1 << 18  # about forty bytes each
STEPS = 10**9  # evidence is ranked in steps of a billionth: nearer ones are ties, and keep the programme's order
ABOVE_NOTHING = 16  # so that ranked values are positive where evidence speaks against a session


@dataclass(frozen=True)
class ProgrammeIndex:
    """Everything about a programme that does not depend on who asks; never written to, so threads can share it.

    `topics` are the features of the specification by normalised words, with the sessions as they were given in
    `programme`; `learned` is what the choices of all people taught.
    """

    programme: Programme
    topics: Programme
    text: TextIndex
    choices: ChoiceIndex
    learned: Learned


@dataclass(frozen=True)
class Ranked:
    """A batch of people: what speaks for their sessions, and the best of them, whatever their score."""

    profiles: Sequence[UserProfile]
    phrases: Sequence[Sequence[Phrase]]
    histories: csr_matrix
    evidence: Evidence
    totals: Pairs
    best: Best


def rank(
    index: ProgrammeIndex,
    profiles: Sequence[UserProfile],
    limit: int,
    excluded: Excluded = NOTHING_EXCLUDED,
    histories: Choices = NO_CHOICES,
) -> Iterator[Ranked]:
    """The `limit` best sessions for each person, in batches of bounded memory, in the order of the profiles.

    Of a session that is held again and again one is taken. Time grows with people × sessions.
    """
    for batch in batches(profiles, len(index.programme), PAIRS_AT_ONCE):
        phrases = [distinct_phrases(profile) for profile in batch]
        chosen = histories_of(index.programme.position_of, [profile.user_id for profile in batch], histories)
        evidence = weigh(index, batch, phrases, chosen)
        totals = evidence.total()
        values = np.rint((totals.astype(np.float64) + ABOVE_NOTHING) * STEPS).astype(np.int64)
        values[excluded_pairs(index.programme, batch, excluded)] = 0
        _take_once(values, index.text.repeats)
        yield Ranked(batch, phrases, chosen, evidence, totals, best_of_rows(values, limit))


def weigh(
    index: ProgrammeIndex,
    profiles: Sequence[UserProfile],
    phrases: Sequence[Sequence[Phrase]],
    histories: csr_matrix,
) -> Evidence:
    """All evidence for people × sessions."""
    lengths = np.diff(histories.indptr)
    profile, history, popularity = index.learned.weights.of_people(lengths)
    *factors, text = (profile * pairs for pairs in told(index.topics, index.text, profiles, phrases))
    collaborative = np.zeros_like(text)
    if histories.nnz:
        by_text, by_choices = history_evidence(index.learned.model, index.learned.typical, histories)
        text, collaborative = text + history * by_text, history * by_choices
    return Evidence((*factors, text, collaborative, popularity * popularity_evidence(index.choices.counts)))


def told(
    topics: Programme, text: TextIndex, profiles: Sequence[UserProfile], phrases: Sequence[Sequence[Phrase]]
) -> tuple[Pairs, ...]:
    """What profiles say: the specification's five factors, and text; people × sessions each."""
    factors = profile_evidence(topics, [normalised_profile(profile) for profile in profiles])
    return (*factors, text_evidence(text, phrases))


def distinct_phrases(profile: UserProfile) -> list[Phrase]:
    """The phrases of a profile, each once however it is spelled."""
    by_words: dict[str, Phrase] = {}
    for phrase in phrases_of(profile):
        by_words.setdefault(phrase.words, phrase)
    return list(by_words.values())


def _take_once(values: NDArray[np.int64], repeats: Sequence[NDArray[np.intp]]) -> None:
    """Of each group of repeats only the best stays, the first of equals."""
    for group in repeats:
        block = values[:, group]
        keep = np.argmax(block, axis=1)[:, None] == np.arange(len(group))
        values[:, group] = np.where(keep, block, 0)
