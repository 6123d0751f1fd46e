"""The item model against its definition, computed the long way."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching import item_model
from domain.matching.choice_index import histories_of, index_choices
from domain.matching.facts import Choices, Id
from domain.matching.held_out import held_out, without
from domain.matching.item_model import Grams, ItemModel, Strengths, fit, prepare_grams

SESSIONS = 7
STRENGTHS = Strengths(text=1.5, ridge=4.0)
POSITIONS: dict[Id, int] = {str(number): number for number in range(SESSIONS)}
Matrix = NDArray[np.floating[Any]]


def ids(positions: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(position) for position in positions)


def grams_of(seed: int, people: int = 9) -> Grams:
    rng = np.random.default_rng(seed)
    choices: Choices = {str(person): ids(np.flatnonzero(rng.random(SESSIONS) < 0.4)) for person in range(people)}
    text = rng.random((SESSIONS, 5)) * (rng.random((SESSIONS, 5)) < 0.6)
    lengths = np.maximum(1e-9, np.linalg.norm(text, axis=1))
    return prepare_grams(index_choices(POSITIONS, choices), csr_matrix((text / lengths[:, None]).astype(np.float32)))


def gram_matrices(grams: Grams) -> tuple[Matrix, Matrix]:
    choices, text = grams.choices.toarray().astype(float), grams.text.toarray().astype(float)
    return choices.T @ choices, STRENGTHS.text * grams.unit * text @ text.T


def weights_the_long_way(grams: Grams, target: int, among: list[int], choices: Matrix) -> Matrix:
    """The ridge regression of one session on some others; `choices` is the gram matrix of choices."""
    gram = choices + gram_matrices(grams)[1]
    ridge = STRENGTHS.ridge * grams.unit * np.eye(len(among))
    weights: Matrix = np.linalg.solve(gram[np.ix_(among, among)] + ridge, gram[among, target])
    return weights


def histories(*rows: tuple[int, ...]) -> csr_matrix:
    return histories_of(
        POSITIONS, [str(row) for row in range(len(rows))], {str(n): ids(row) for n, row in enumerate(rows)}
    )


def predicted(model: ItemModel, *rows: tuple[int, ...]) -> Matrix:
    by_choices, by_text = model.predict(histories(*rows))
    return (by_choices + by_text).astype(float)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sets(st.integers(0, SESSIONS - 1)))
def test_each_session_is_regressed_on_the_others(seed: int, history: set[int]) -> None:
    grams = grams_of(seed)
    [found] = predicted(fit(grams, STRENGTHS), tuple(history))
    for target in range(SESSIONS):
        others = [session for session in range(SESSIONS) if session != target]
        weights = weights_the_long_way(grams, target, others, gram_matrices(grams)[0])
        expected = sum(weight for other, weight in zip(others, weights, strict=True) if other in history)
        assert found[target] == pytest.approx(expected, abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sets(st.integers(0, SESSIONS - 1), min_size=1))
def test_what_choices_say_is_the_part_of_the_regression_that_goes_through_them(seed: int, history: set[int]) -> None:
    grams = grams_of(seed)
    by_choices, _ = fit(grams, STRENGTHS).predict(histories(tuple(history)))
    choices, text = gram_matrices(grams)
    inverse = np.linalg.inv(choices + text + STRENGTHS.ridge * grams.unit * np.eye(SESSIONS))
    through = inverse @ choices / (STRENGTHS.ridge * grams.unit * inverse.diagonal())
    np.fill_diagonal(through, 0)
    assert by_choices[0] == pytest.approx(through[list(history)].sum(axis=0), abs=1e-4)


def test_without_choices_the_text_alone_decides_and_without_text_the_choices() -> None:
    grams = grams_of(1)
    nobody = prepare_grams(index_choices(POSITIONS, {}), grams.text)
    by_choices, by_text = fit(nobody, STRENGTHS).predict(histories((0, 2)))
    assert np.abs(by_choices).max() < 1e-6 < np.abs(by_text).max()
    silent = prepare_grams(
        index_choices(POSITIONS, {"a": ("0", "1"), "b": ("0", "1")}), csr_matrix((SESSIONS, 0), dtype="f4")
    )
    by_choices, by_text = fit(silent, STRENGTHS).predict(histories((0,)))
    assert by_choices[0, 1] > 0.05
    assert np.abs(by_text).max() < 1e-6


def test_sessions_beyond_those_modelled_are_regressed_on_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(item_model, "MOST_MODELLED", 4)
    grams = grams_of(3)
    assert len(grams.modelled) == 4
    [found] = predicted(fit(grams, STRENGTHS), (0, 1, 2, 3, 4, 5, 6))
    for target in set(range(SESSIONS)) - set(grams.modelled.tolist()):
        weights = weights_the_long_way(grams, target, grams.modelled.tolist(), gram_matrices(grams)[0])
        assert found[target] == pytest.approx(weights.sum(), abs=1e-4)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_what_is_held_out_is_as_if_the_person_had_not_been_there(seed: int) -> None:
    grams = grams_of(seed)
    found = held_out(fit(grams, STRENGTHS), grams.choices.sign().tocsr())
    rows = grams.choices.toarray().astype(float)
    for person, row in enumerate(rows):
        without = gram_matrices(grams)[0] - np.outer(row, row)
        for target in range(SESSIONS):
            others = [session for session in range(SESSIONS) if session != target]
            weights = weights_the_long_way(grams, target, others, without)
            assert found[person, target] == pytest.approx(weights @ np.sign(row[others]), abs=1e-3)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_without_a_choice_all_is_predicted_from_the_others_as_if_the_person_had_not_been_there(seed: int) -> None:
    grams = grams_of(seed)
    model = fit(grams, STRENGTHS)
    people, targets = grams.choices.nonzero()
    found = without(model, grams.choices.sign().tocsr(), people, targets)
    rows = grams.choices.toarray().astype(float)
    for place, (person, target) in enumerate(zip(people, targets, strict=True)):
        others_choices = gram_matrices(grams)[0] - np.outer(rows[person], rows[person])
        history = np.sign(rows[person])
        history[target] = 0
        for session in range(SESSIONS):
            others = [other for other in range(SESSIONS) if other != session]
            weights = weights_the_long_way(grams, session, others, others_choices)
            assert found[place, session] == pytest.approx(weights @ history[others], abs=1e-3)


def test_long_lists_of_choices_weigh_less_and_the_mean_choice_weighs_one() -> None:
    grams = prepare_grams(
        index_choices(POSITIONS, {"a": ("0",), "b": ("0", "1", "2", "3")}), csr_matrix((SESSIONS, 0), dtype="f4")
    )
    squares = grams.choices.data.astype(float) ** 2
    assert squares.mean() == pytest.approx(1)
    assert squares[0] == pytest.approx(2 * squares[1])
