"""The text of a programme, indexed for similarity."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from domain.matching.facts import SessionFacts
from domain.matching.tokens import Token, parts, phrases, spoken, tokens

TITLE_TIMES = 3
LABEL_TIMES = 2
LEAST_ABSTRACT = 40  # characters: a shorter one, or none, does not tell that two sessions are the same
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class TextIndex:
    """TF-IDF of `m` sessions: `weights` is terms × sessions, columns of length 1, or of 0 where a text has no term.

    `spoken` holds each session's words in order, to tell whether a phrase occurs in it. `repeats` are groups
    of positions of sessions that are held again: the same abstract, speakers and topics, and the same title but for
    numbers ("Day 2").
    """

    rows: dict[str, int]
    rarity: NDArray[np.float32]
    weights: csr_matrix
    spoken: tuple[str, ...]
    repeats: tuple[NDArray[np.intp], ...]

    def of_sessions(self) -> csr_matrix:
        """Sessions × the terms that more than one has, rows of length 1 or 0: what tells how alike sessions are."""
        shared = self.weights[np.diff(self.weights.indptr) > 1].T.tocsr()
        lengths = np.sqrt(shared.multiply(shared).sum(axis=1)).A1
        scale = diags(np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0))
        alike: csr_matrix = (scale @ shared).astype(np.float32).tocsr()
        return alike

    @property
    def rarest(self) -> float:
        """The weight of a term that no session has."""
        return math.log(1 + self.weights.shape[1]) + 1


def index_text(sessions: Sequence[SessionFacts]) -> TextIndex:
    """Index the titles (three times), tags and tracks (twice), abstracts, outcomes and speakers of these sessions."""
    texts = [_Text(session) for session in sessions]
    spoken_texts = tuple(text.spoken() for text in texts)
    repeats = _repeats(sessions)
    if not any(text.has_terms() for text in texts):
        nothing = np.empty((0, len(texts)), dtype=np.float32)
        return TextIndex({}, nothing.ravel(), csr_matrix(nothing), spoken_texts, repeats)
    from sklearn.feature_extraction.text import TfidfVectorizer  # takes a second to load: only where text is indexed

    vectorizer = TfidfVectorizer(analyzer=_Text.terms, sublinear_tf=True, dtype=np.float32)
    weights = vectorizer.fit_transform(texts).T.tocsr()
    return TextIndex(vectorizer.vocabulary_, vectorizer.idf_, weights, spoken_texts, repeats)


def _repeats(sessions: Sequence[SessionFacts]) -> tuple[NDArray[np.intp], ...]:
    groups: dict[tuple[object, ...], list[int]] = {}
    for position, session in enumerate(sessions):
        if len(session.description.strip()) >= LEAST_ABSTRACT:
            groups.setdefault(_what_is_held(session), []).append(position)
    return tuple(np.array(group, dtype=np.intp) for group in groups.values() if len(group) > 1)


def _what_is_held(session: SessionFacts) -> tuple[object, ...]:
    labels = frozenset((*session.tags, session.track))
    return _NUMBER.sub("", session.title), session.description, frozenset(session.speakers), labels


class _Text:
    """A session's text in words, by how much they weigh."""

    def __init__(self, session: SessionFacts) -> None:
        labels = (*session.tags, *([session.track] if session.track else []))
        self._title = tokens(session.title)
        self._labels = [tokens(label, is_listed=True) for label in labels]
        self._prose = [tokens(text) for text in (session.description, *session.outcomes)]
        self._speakers = [tokens(text) for text in session.speakers]

    def has_terms(self) -> bool:
        return any(True for _ in self.terms())

    def terms(self) -> Iterator[str]:
        """All terms, repeated by weight."""
        for times, texts in self._weighted_texts():
            for text in texts:
                yield from list(_terms(text)) * times

    def _weighted_texts(self) -> Iterator[tuple[int, list[list[Token]]]]:
        yield TITLE_TIMES, [self._title]
        yield LABEL_TIMES, self._labels
        yield 1, [*self._prose, *self._speakers]

    def spoken(self) -> str:
        """What the session says, but for who its speakers are."""
        texts = [self._title, *self._labels, *self._prose]
        pieces = [f" | {part} " for text in texts for part in parts(text)]
        return "".join([*(spoken(text) for text in texts), *pieces])


def _terms(text: list[Token]) -> Iterator[str]:
    yield from (token.word for token in text if token.is_term)
    yield from phrases(text)
    yield from parts(text)
