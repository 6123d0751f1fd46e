"""The best few of each row, ties in input order."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Best:
    """The chosen pairs, row by row and best first: their rows, columns and values."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    values: NDArray[np.integer[Any]]


def best_of_rows(values: NDArray[np.integer[Any]], limit: int) -> Best:
    """The `limit` highest values of each row that are above 0; none may be below.

    Value and column make one number, so that an unstable partition cannot confuse ties: values × columns must fit into
    the type of the values.
    """
    columns = values.shape[1]
    keys = values * values.dtype.type(columns)
    keys += np.arange(columns, dtype=values.dtype)[::-1]
    if 0 < limit < columns:
        keys = np.partition(keys, columns - limit, axis=1)[:, columns - limit :]
    keys = np.sort(keys, axis=1)[:, ::-1][:, :limit]
    chosen_rows, places = np.nonzero(keys >= max(1, columns))
    chosen, places = np.divmod(keys[chosen_rows, places], values.dtype.type(max(1, columns)))
    return Best(chosen_rows, columns - 1 - places.astype(np.intp), chosen)
