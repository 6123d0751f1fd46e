"""Which list holds which word, as sparse matrices of ones: their products count what two lists share."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

K = TypeVar("K", bound=Hashable)


def numbered(words: Iterable[K]) -> dict[K, int]:
    """A number for each distinct word, in their order."""
    return {word: number for number, word in enumerate(dict.fromkeys(words))}


def incidence(lists: Sequence[Sequence[str]], number_of: Mapping[str, int], width: int) -> csr_matrix:
    """Ones where a list holds a word, lists × `width`; a word that is there twice, or in two spellings, counts once."""
    cells = np.repeat(np.arange(len(lists)) * width, np.fromiter(map(len, lists), np.intp, len(lists)))
    cells += np.fromiter(map(number_of.__getitem__, chain.from_iterable(lists)), np.intp, len(cells))
    cells.sort()
    cells = cells[np.diff(cells, prepend=-1) > 0]
    ends = np.searchsorted(cells, np.arange(len(lists) + 1) * width)
    ones = np.ones(len(cells), dtype=np.int32)
    return csr_matrix((ones, cells % max(1, width), ends), shape=(len(lists), width))


def incidence_of(lists: Sequence[Sequence[K]], number_of: Mapping[K, int]) -> csr_matrix:
    """`incidence` for lists of anything that has a number, each at most once in a list; as float32."""
    ends = np.cumsum([0, *map(len, lists)])
    columns = np.fromiter(map(number_of.__getitem__, chain.from_iterable(lists)), np.int32, int(ends[-1]))
    ones = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((ones, columns, ends), shape=(len(lists), len(number_of)))


def cells_of(matrix: csr_matrix) -> NDArray[np.intp]:
    """Where the entries of a sparse matrix are in a dense one, row by row."""
    rows, columns = matrix.shape
    cells: NDArray[np.intp] = np.repeat(np.arange(rows) * columns, np.diff(matrix.indptr)) + matrix.indices
    return cells
