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


def without(model: ItemModel, histories: csr_matrix, people: NDArray[np.intp], targets: NDArray[np.intp]) -> Matrix:
    """Choices × modelled sessions, each predicted from a history without it, as if its person had not been there.

    A choice is a row of `histories`, of somebody to whose choices the model was fitted, and one of its sessions.
    Source: Sherman and Morrison, 1950.
    """
    rows = histories[:, model.grams.modelled].astype(np.float32)
    weights = weights_of(np.diff(histories.indptr), model.grams.mean_weight)
    pulls = rows @ model.inverse
    leverage = rows.multiply(pulls).sum(axis=1).A1
    absent = (weights / np.maximum(1e-3, 1 - weights * leverage))[people, None]
    known, pull = rows.toarray()[people], pulls[people]
    choice = np.arange(len(people))
    known[choice, targets] = 0
    through = leverage[people, None] - pull[choice, targets][:, None]
    answer: Matrix = known - (pull - model.inverse[targets] + absent * through * pull) / (model.own + absent * pull**2)
    return answer
