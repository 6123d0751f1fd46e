"""What the choices of all people teach: how sessions go together, and what to expect of a prediction."""

from dataclasses import dataclass

from scipy.sparse import csr_matrix

from domain.matching.choice_index import ChoiceIndex
from domain.matching.item_model import ItemModel, Strengths, fit, prepare_grams


@dataclass(frozen=True)
class Learned:
    """`typical` is the prediction that what people chose has in the middle, had they not told of it.

    `popularity` is how many times its prior weight the popularity of a session deserves.
    """

    model: ItemModel
    typical: float
    popularity: float


def learn(choices: ChoiceIndex, text: csr_matrix) -> Learned:
    """Closed form; `text` is sessions × terms."""
    model = fit(prepare_grams(choices, text), Strengths())
    return Learned(model, 0.1, 1.0)
