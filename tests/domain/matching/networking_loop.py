"""People matching as a plain loop over pairs: the oracle of the vectorised one, for scores, order and exclusions."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from domain.matching.facts import Id, PersonFacts
from domain.matching.networking_points import goals_of, worth_of_interest
from domain.matching.term_key import term_key


def keys(*lists: Sequence[str]) -> set[str]:
    return {term_key(term) for terms in lists for term in terms} - {""}


def interests(person: PersonFacts) -> set[str]:
    return keys(person.profile.interests, person.expertise)


def offers(person: PersonFacts) -> set[str]:
    return keys(person.profile.skills_to_offer, person.expertise, person.offerings)


def needs(person: PersonFacts) -> set[str]:
    return keys(person.profile.skills_needed)


def score_pair(one: PersonFacts, other: PersonFacts, worth: Mapping[str, int]) -> int:
    to_one, to_other = needs(one) & offers(other), offers(one) & needs(other)
    for_one = [0, 12, 17, 20][min(3, len(to_one - to_other))]
    for_other = [0, 12, 17, 20][min(3, len(to_other - to_one))]
    goals = score_goals(one, other)
    if not (goals or (for_one and for_other)):
        return 0
    score = for_one + for_other + goals + min(25, sum(worth[key] for key in interests(one) & interests(other)))
    score += [0, 4, 7, 10][min(3, len(one.session_ids & other.session_ids))]
    if is_same(one.profile.industry, other.profile.industry):
        score += 5
    return score if score >= 15 else 0


def score_goals(one: PersonFacts, other: PersonFacts) -> int:
    points = 0
    for mine, theirs in [(goals_of(one), goals_of(other)), (goals_of(other), goals_of(one))]:
        if "HIRE" in mine and "GET_HIRED" in theirs and not is_same(one.company, other.company):
            points += 12
        if "MENTOR" in mine and "GET_MENTORED" in theirs:
            points += 12
    if "NETWORK" in goals_of(one) & goals_of(other):
        points += 6
    return min(20, points)


def is_same(one: str | None, other: str | None) -> bool:
    return bool(term_key(one or "")) and term_key(one or "") == term_key(other or "")


def match_by_loop(
    people: Sequence[PersonFacts], limit: int, excluded: Mapping[Id, Collection[Id]]
) -> list[list[tuple[Id, int]]]:
    """For each of them the ids and scores of the best; equals in the order that begins behind oneself."""
    holders = Counter(key for person in people for key in interests(person))
    worth = {key: worth_of_interest(count, len(people)) for key, count in holders.items()}
    found = []
    for position, person in enumerate(people):
        others = [*people[position + 1 :], *people[:position]]
        scores = [
            (other.profile.user_id, score_pair(person, other, worth))
            for other in others
            if other.profile.user_id not in excluded.get(person.profile.user_id, ())
        ]
        found.append(sorted([pair for pair in scores if pair[1]], key=lambda pair: -pair[1])[:limit])
    return found
