"""What is compared: the hybrid as it serves the pages, its parts each alone, and chance."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from domain.evaluation.queries import Query, Split
from domain.evaluation.read_data import DataSet
from domain.matching.choice_index import histories_of
from domain.matching.facts import Choices, Id
from domain.matching.hybrid import ProgrammeIndex, rank
from domain.matching.item_model import ItemModel, Strengths, fit, prepare_grams
from domain.matching.phrases import phrases_of
from domain.matching.recommendations import index_programme
from domain.matching.sessions import match_programme
from domain.matching.text_evidence import text_evidence

Order = NDArray[np.intp]
Scores = NDArray[np.floating]
AT_ONCE = 256  # queries
MOST = 1 << 30  # no limit: the whole pool in order


@dataclass(frozen=True)
class Stage:
    """What rankers know: the programme, and the choices that are not hidden. `seed` breaks ties of the parts."""

    index: ProgrammeIndex
    split: Split
    seed: int

    @cached_property
    def collaborative(self) -> ItemModel:
        """The item model without any text, as strongly regularised as the hybrid's own choices say."""
        strengths = Strengths(text=0.0, ridge=self.index.learned.model.strengths.ridge)
        return fit(prepare_grams(self.index.choices, self.index.text.of_sessions()), strengths)

    @cached_property
    def text(self) -> csr_matrix:
        return self.index.text.of_sessions()

    def known(self, queries: Sequence[Query]) -> Choices:
        """By the key of each query what its person chose, but for what is hidden."""
        return {query.key: self.split.known[query.person] for query in queries}

    def histories(self, queries: Sequence[Query]) -> csr_matrix:
        """The same as ones, queries × sessions."""
        return histories_of(self.index.programme.position_of, [query.key for query in queries], self.known(queries))

    def outside(self, query: Query) -> Sequence[Id]:
        """The sessions that are not in its pool."""
        ids = self.index.programme.sessions
        return [ids[position].id for position in np.setdiff1d(np.arange(len(ids)), query.pool)]


def prepare(data: DataSet, split: Split, seed: int) -> Stage:
    """Index the programme with profiles and with the choices that are not hidden."""
    return Stage(index_programme(data.sessions, split.known, data.profiles.values()), split, seed)


def hybrid(stage: Stage, queries: Sequence[Query]) -> Iterator[Order]:
    """By `rank`, which makes the lists of the pages. What it leaves out (repeats) comes last."""
    for start in range(0, len(queries), AT_ONCE):
        batch = queries[start : start + AT_ONCE]
        outside: Choices = {query.key: stage.outside(query) for query in batch}
        places = iter(batch)
        for ranked in rank(stage.index, [query.profile for query in batch], MOST, outside, stage.known(batch)):
            ends = np.searchsorted(ranked.best.rows, np.arange(len(ranked.profiles) + 1))
            for first, last in pairwise(ends.tolist()):
                query, best = next(places), ranked.best.columns[first:last]
                yield np.concatenate([best, np.setdiff1d(query.pool, best)])


def _by(scores_of: Callable[[Stage, Sequence[Query]], Scores]) -> Callable[[Stage, Sequence[Query]], Iterator[Order]]:
    """A ranker by a score for people × sessions; ties in an order drawn for each query."""

    def orders(stage: Stage, queries: Sequence[Query]) -> Iterator[Order]:
        for start in range(0, len(queries), AT_ONCE):
            batch = queries[start : start + AT_ONCE]
            for query, scores in zip(batch, scores_of(stage, batch), strict=True):
                yield _ordered(query, scores[query.pool], stage.seed)

    return orders


def _ordered(query: Query, scores: Scores, seed: int) -> Order:
    rng = np.random.default_rng([seed, *query.key.encode()])
    order: Order = query.pool[np.lexsort((rng.random(len(scores)), -scores))]
    return order


def _random(stage: Stage, queries: Sequence[Query]) -> Scores:
    return np.zeros((len(queries), len(stage.index.programme)))


def _popularity(stage: Stage, queries: Sequence[Query]) -> Scores:
    return np.tile(stage.index.choices.counts, (len(queries), 1))


def _specification(stage: Stage, queries: Sequence[Query]) -> Scores:
    """The specification's scores; 0 for what is no match."""
    programme = stage.index.programme
    scores = np.zeros((len(queries), len(programme)))
    matches = match_programme(programme, [query.profile for query in queries], len(programme))
    for row, found in enumerate(matches):
        for match in found:
            scores[row, programme.position_of[match.session_id]] = match.score
    return scores


def _text(stage: Stage, queries: Sequence[Query]) -> Scores:
    """The text of what they wrote, and the mean of what they chose."""
    histories = stage.histories(queries)
    chosen = diags(1 / np.maximum(1, np.diff(histories.indptr))) @ (histories @ stage.text)
    alike: Scores = (chosen @ stage.text.T).toarray()
    return alike + text_evidence(stage.index.text, [phrases_of(query.profile) for query in queries])


def _collaborative(stage: Stage, queries: Sequence[Query]) -> Scores:
    by_choices: Scores = stage.collaborative.predict(stage.histories(queries))[0]
    return by_choices


RANKERS: dict[str, Callable[[Stage, Sequence[Query]], Iterator[Order]]] = {
    "random": _by(_random),
    "popularity": _by(_popularity),
    "specification": _by(_specification),
    "text": _by(_text),
    "collaborative": _by(_collaborative),
    "hybrid": hybrid,
}
PARTS = tuple(name for name in RANKERS if name not in ("random", "hybrid"))
