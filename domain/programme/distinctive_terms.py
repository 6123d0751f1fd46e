"""The terms that set a text apart among its neighbours, by TF-IDF over words and pairs of words."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from domain.programme.terms import LONGEST_TERM, terms_of

TERMS_PER_TEXT = 8
# More than this says little that is new, and costs time and memory.
LONGEST_TEXT = 6_000
# In a programme of this size a term of one session only is more often a slip of the pen than a subject.
SIZE_FOR_SHARED_TERMS = 30
TITLE_COUNTS = 3
# A pair is a term of its own if its rarer word seldom stands without the other.
PAIR_SHARE = 0.5
# It says more than either word, but is repeated less.
PAIR_WEIGHT = 1.3
# Of the weight of the heaviest: what is lighter is no subject of this text.
LEAST_SHARE = 0.33
# What a text says once only, and not in its title, is seldom its subject: no more terms once there are so many.
ENOUGH_TERMS = 3


def distinctive_terms(texts: Sequence[tuple[str, str]]) -> list[list[str]]:
    """For each (title, text) up to eight terms in lower case, the heaviest first. Deterministic.

    TF-IDF, times the root of how often a term comes in a text that has it: what a text is about is repeated, other
    rare words are not. The terms of a title count thrice. Source: Spärck Jones, "A statistical interpretation of
    term specificity and its application in retrieval", Journal of Documentation 28 (1972); Church and Gale, "Poisson
    mixtures", Natural Language Engineering 1 (1995), for the repetition.
    """
    documents = [f"{title}\n{text[:LONGEST_TEXT]}" for title, text in texts]
    different = _without_repeats(texts, documents)
    vectorizer = _vectorizer(len(different))
    try:
        vectorizer.fit(different)
    except ValueError:
        # Nothing but stop words, or no text at all.
        return [[] for _ in texts]
    counts, in_titles = vectorizer.transform(documents), vectorizer.transform([title for title, _ in texts])
    chooser = _Chooser(counts.tocsr(), in_titles, vectorizer.get_feature_names_out())
    return [chooser.choose(row) for row in range(len(texts))]


def _without_repeats(texts: Sequence[tuple[str, str]], documents: Sequence[str]) -> list[str]:
    """Of a series with one description ("Day 1", "Day 2") the first: a term of a series alone is not a shared one."""
    first: dict[str, str] = {}
    keys = [text.strip() or title for title, text in texts]
    # By their spelling, not their order: the same programme gives the same terms however it is sorted.
    for document, key in sorted(zip(documents, keys, strict=True)):
        first.setdefault(key, document)
    return list(first.values())


def _vectorizer(number: int) -> Any:
    # scikit-learn takes two seconds to import: only who derives pays for it.
    from sklearn.feature_extraction.text import CountVectorizer

    is_large = number >= SIZE_FOR_SHARED_TERMS
    return CountVectorizer(
        analyzer=lambda text: list(terms_of(text)),
        min_df=2 if is_large else 1,
        max_df=0.3 if is_large else 1.0,
    )


def _weights(counts: Any, in_titles: Any, texts_with: Any, names: Sequence[str]) -> Any:
    from sklearn.feature_extraction.text import TfidfTransformer

    weighted_counts = counts + (TITLE_COUNTS - 1) * in_titles
    weights = TfidfTransformer(sublinear_tf=True, norm=None).fit_transform(weighted_counts).tocsr()
    repetition = np.sqrt(np.asarray(counts.sum(axis=0)).ravel() / texts_with)
    is_pair = np.array([" " in name for name in names])
    weights.data *= (repetition * np.where(is_pair, PAIR_WEIGHT, 1.0))[weights.indices]
    return weights


class _Chooser:
    """Picks the heaviest terms of a row, so that none repeats another."""

    def __init__(self, counts: Any, in_titles: Any, names: Sequence[str]) -> None:
        self.counts, self.in_titles = counts, in_titles.tocsr()
        texts_with = np.bincount(counts.indices, minlength=len(names))
        self.weights = _weights(counts, in_titles, texts_with, names)
        self.names = names
        self.texts_with: dict[str, int] = dict(zip(names, texts_with.tolist(), strict=True))

    def choose(self, row: int) -> list[str]:
        told = self._told(row)
        start, end = self.weights.indptr[row : row + 2]
        found = zip(self.weights.data[start:end].round(9), self.weights.indices[start:end], strict=True)
        by_weight = sorted((-weight, self.names[column]) for weight, column in found)
        least = -by_weight[0][0] * LEAST_SHARE if by_weight else 0
        chosen: list[str] = []
        spent: set[str] = set()
        for negative, term in by_weight:
            words = term.split(" ")
            if term not in told and len(chosen) >= ENOUGH_TERMS:
                continue
            if len(term) > LONGEST_TERM or not spent.isdisjoint({term, *words}) or not self._is_term(term, words):
                continue
            chosen.append(term)
            spent.update({term, *self._spoken_for(term, words)})
            if len(chosen) == TERMS_PER_TEXT or (-negative < least):
                break
        return chosen

    def _told(self, row: int) -> set[str]:
        """The terms that stand in the title, or more than once in the text."""
        start, end = self.counts.indptr[row : row + 2]
        repeated = self.counts.indices[start:end][self.counts.data[start:end] > 1]
        start, end = self.in_titles.indptr[row : row + 2]
        return {self.names[column] for column in (*repeated, *self.in_titles.indices[start:end])}

    def _is_term(self, term: str, words: list[str]) -> bool:
        return len(words) == 1 or self.texts_with[term] >= PAIR_SHARE * min(map(self._number, words))

    def _spoken_for(self, term: str, words: list[str]) -> set[str]:
        """The words that a chosen term stands for, with their plurals; a frequent word of a pair stays free."""
        number = self.texts_with[term]
        stands_for = {word for word in words if number >= PAIR_SHARE * self._number(word)}
        return stands_for | {f"{word}s" for word in stands_for} | {word.removesuffix("s") for word in stands_for}

    def _number(self, word: str) -> int:
        return self.texts_with.get(word, 0)
