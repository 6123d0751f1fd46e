import pytest

from domain.model.distinct_reasons import distinct_reasons
from tests.domain.model.pairs import ADA

MENTIONS = "Mentions your interest PostgreSQL"
QUOTES = "Your interest PostgreSQL: “Queues in Postgres”"


@pytest.mark.parametrize(
    ("reasons", "left"),
    [
        ((MENTIONS, "Your interest “PostgreSQL” is one of its topics"), [1]),
        ((MENTIONS, "Expert in: PostgreSQL"), [1]),
        ((MENTIONS, "Expert in: PostgreSQL, machine learning"), [1]),
        ((QUOTES, "Expert in: PostgreSQL", MENTIONS), [0]),
        ((QUOTES, "Expert in: PostgreSQL, machine learning"), [0, 1]),
        ((QUOTES, "Your interest PostgreSQL: “SKIP LOCKED”"), [0]),
        ((QUOTES, "Your interest C++: “Queues in C++ for PostgreSQL”"), [0, 1]),
        (("Mentions your industry, Shipping", "Same industry: Shipping"), [1]),
        (("For you as Platform engineer: “on call”", "For your role: “Platform engineer”"), [0]),
        ((MENTIONS, "Like “PostgreSQL at sea”, which you chose", "Aligns with your learning goals"), [0, 1, 2]),
        ((MENTIONS, MENTIONS), [0]),
        (("Your goal to learn: “a”", "Your goal to learn: “b”"), [0, 1]),
        ((), []),
    ],
)
def test_each_thing_that_was_told_has_one_reason_the_strongest(reasons: tuple[str, ...], left: list[int]) -> None:
    assert distinct_reasons(ADA, reasons) == tuple(reasons[place] for place in left)
