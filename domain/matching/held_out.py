"""What a model would have predicted of each choice, had the person who made it not been known: in closed form.

One person is one row of each session's ridge regression, so that leaving the row out needs no fitting anew.
Source: Allen, "The relationship between variable selection and data augmentation", Technometrics 1974 (PRESS).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.item_model import ItemModel, Matrix, weights_of


def held_out(model: ItemModel, chosen: csr_matrix) -> Matrix:
    """People × modelled sessions, each as if the person had not been there and not chosen the session.

    `chosen` are the histories of people whose choices the model was fitted to.
    """
    weights = weights_of(np.diff(chosen.indptr), model.grams.mean_weight)
    itself = chosen[:, model.grams.modelled].astype(np.float32)
    pulls = itself @ model.inverse
    known = itself.toarray()
    leverage = itself.multiply(pulls).sum(axis=1).A1[:, None] - pulls**2 / model.own
    leverage *= weights[:, None]
    predicted = known - pulls / model.own
    answer: Matrix = (predicted - leverage * known) / np.maximum(1 - leverage, 1e-3)
    return answer


def without(model: ItemModel, history: csr_matrix, targets: NDArray[np.intp]) -> Matrix:
    """Targets × modelled sessions, from a history without each of its `targets`, as if the person had not been there.

    `history` is one row of the choices that the model was fitted to. Source: Sherman and Morrison, 1950.
    """
    weight = float(weights_of(np.diff(history.indptr), model.grams.mean_weight)[0])
    row = history[:, model.grams.modelled]
    known = np.tile(row.toarray().astype(np.float32).ravel(), (len(targets), 1))
    known[np.arange(len(targets)), targets] = 0
    pull = np.asarray(row @ model.inverse, dtype=np.float32).ravel()
    itself = float(pull[row.indices].sum())
    absent = weight / max(1e-3, 1 - weight * itself)
    pulls = pull - model.inverse[targets] + absent * np.outer(itself - pull[targets], pull)
    answer: Matrix = (known - pulls / (model.own + absent * pull**2)).astype(np.float32)
    return answer
