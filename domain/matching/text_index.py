"""The text of a programme, indexed for similarity."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.facts import SessionFacts
from domain.matching.tokens import Token, parts, phrases, spoken, tokens

TITLE_TIMES = 3
LABEL_TIMES = 2
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class TextIndex:
    """TF-IDF of `m` sessions: `weights` is terms × sessions, columns of length 1, or of 0 where a text has no term.

    `spoken` holds each session's words in order, to tell whether a phrase occurs in it. `repeats` are the positions of
    sessions that repeat an earlier one: the same but for numbers in the title ("Day 2").
    """

    rows: dict[str, int]
    rarity: NDArray[np.float64]
    weights: csr_matrix
    spoken: tuple[str, ...]
    repeats: NDArray[np.intp]


def index_text(sessions: Sequence[SessionFacts]) -> TextIndex:
    """Index the titles (three times), tags and tracks (twice), abstracts and outcomes of these sessions."""
    texts = [_Text(session) for session in sessions]
    spoken_texts = tuple(text.spoken() for text in texts)
    repeats = _repeats(sessions)
    if not any(text.has_terms() for text in texts):
        return TextIndex({}, np.empty(0), csr_matrix((0, len(texts))), spoken_texts, repeats)
    from sklearn.feature_extraction.text import TfidfVectorizer  # takes a second to load: only where text is indexed

    vectorizer = TfidfVectorizer(analyzer=_Text.terms, sublinear_tf=True)
    weights = vectorizer.fit_transform(texts).T.tocsr()
    return TextIndex(vectorizer.vocabulary_, vectorizer.idf_, weights, spoken_texts, repeats)


def _repeats(sessions: Sequence[SessionFacts]) -> NDArray[np.intp]:
    seen: set[tuple[str, str]] = set()
    found = []
    for position, session in enumerate(sessions):
        said = (_NUMBER.sub("", session.title), session.description)
        if said in seen:
            found.append(position)
        seen.add(said)
    return np.array(found, dtype=np.intp)


class _Text:
    """A session's text in words, by how much they weigh."""

    def __init__(self, session: SessionFacts) -> None:
        labels = (*session.tags, *([session.track] if session.track else []))
        self._title = tokens(session.title)
        self._labels = [tokens(label, is_listed=True) for label in labels]
        self._prose = [tokens(text) for text in (session.description, *session.outcomes)]

    def has_terms(self) -> bool:
        return any(True for _ in self.terms())

    def terms(self) -> Iterator[str]:
        """All terms, repeated by weight."""
        for times, texts in ((TITLE_TIMES, [self._title]), (LABEL_TIMES, self._labels), (1, self._prose)):
            for text in texts:
                yield from list(_terms(text)) * times

    def spoken(self) -> str:
        texts = [self._title, *self._labels, *self._prose]
        pieces = [f" | {part} " for text in texts for part in parts(text)]
        return "".join([*(spoken(text) for text in texts), *pieces])


def _terms(text: list[Token]) -> Iterator[str]:
    yield from (token.word for token in text if token.is_term)
    yield from phrases(text)
    yield from parts(text)
