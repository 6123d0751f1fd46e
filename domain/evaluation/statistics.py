"""How sure a mean and a difference are: resampling of people, who are independent of each other where lists are not."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RESAMPLES = 2_000
FLIPS = 20_000
AT_ONCE = 1 << 22


def bootstrap_interval(values: Floats, seed: int) -> tuple[float, float]:
    """Between the 2.5 % and 97.5 % quantiles of the mean of as many people, drawn with repetition.

    Source: Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 1979.
    """
    if not len(values):
        return float("nan"), float("nan")
    rng = np.random.default_rng(seed)
    at_once = max(1, AT_ONCE // len(values))
    means = [
        values[rng.integers(0, len(values), (min(at_once, RESAMPLES - done), len(values)))].mean(axis=1)
        for done in range(0, RESAMPLES, at_once)
    ]
    low, high = np.quantile(np.concatenate(means), (0.025, 0.975))
    return float(low), float(high)


def paired_p(differences: Floats, seed: int) -> float:
    """How often chance alone would part two rankers so far: two-sided, by turning signs of people's differences.

    At least 1 / 20,001, for the signs are drawn. Source: Fisher's randomization test; Smucker, Allan and Carterette,
    "A comparison of statistical significance tests for information retrieval evaluation", CIKM 2007.
    """
    told = differences[differences != 0]
    if not len(told):
        return 1.0
    rng = np.random.default_rng(seed)
    at_once = max(1, AT_ONCE // len(told))
    further = 0
    for done in range(0, FLIPS, at_once):
        signs = rng.integers(0, 2, (min(at_once, FLIPS - done), len(told)), dtype=np.int8) * 2 - 1
        further += int((np.abs(signs @ told) >= abs(told.sum()) - 1e-12).sum())
    return (1 + further) / (1 + FLIPS)
