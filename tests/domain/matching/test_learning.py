"""What the choices of an event teach: nothing where they are few, and what is true of it where they are many."""

import random
from collections.abc import Iterable

import numpy as np

from domain.matching.facts import Choices, SessionFacts, UserProfile
from domain.matching.item_model import Strengths
from domain.matching.learning import Learned
from domain.matching.recommendations import index_programme
from domain.matching.weights import WEIGHTS

SUBJECTS = ("rust", "gardens", "music", "law", "bread", "chess")
PROGRAMME = [
    SessionFacts(id=str(number), title=f"{SUBJECTS[number % 6]} {number}", description=f"On {SUBJECTS[number % 6]}.")
    for number in range(60)
]


def ids(numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(map(str, numbers))


def learned(choices: Choices, profiles: tuple[UserProfile, ...] = ()) -> Learned:
    return index_programme(PROGRAMME, choices, profiles).learned


def test_few_choices_change_nothing_that_is_assumed() -> None:
    found = learned({f"p{person}": ids((person, person + 1)) for person in range(10)})
    assert (found.weights, found.model.strengths) == (WEIGHTS, Strengths())


def test_where_choices_have_nothing_to_do_with_each_other_histories_weigh_less() -> None:
    rng = random.Random(3)
    crowd: Choices = {f"p{person}": ids({int(60 * rng.random() ** 3) for _ in range(3)}) for person in range(300)}
    assert learned(crowd).weights.trust > WEIGHTS.trust


def test_where_people_choose_against_their_profiles_these_weigh_less() -> None:
    rng = random.Random(4)
    crowd: Choices = {
        f"p{person}": ids(rng.sample(range(person % 5 * 12, person % 5 * 12 + 12), 6)) for person in range(150)
    }
    profiles = tuple(UserProfile(user_id=person, interests=(rng.choice(SUBJECTS),)) for person in crowd)
    assert learned(crowd, profiles).weights.profile < WEIGHTS.profile


def test_popularity_never_weighs_more_than_for_whom_nothing_is_known() -> None:
    chosen: Choices = {f"p{person}": ids((0, 1, 2, 3 + person % 57)) for person in range(200)}
    [of_new], [of_known] = learned(chosen).weights.of_people(np.array([0, 30]))[2]
    assert of_known <= of_new <= 1


def test_learning_twice_is_learning_the_same() -> None:
    rng = random.Random(5)
    crowd: Choices = {f"p{person}": ids(rng.sample(range(60), 5)) for person in range(60)}
    first, second = learned(crowd), learned(crowd)
    assert (first.weights, first.typical) == (second.weights, second.typical)
