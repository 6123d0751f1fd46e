"""Money of the model in words."""

from datetime import UTC, datetime

from web.admin.model.money import reserved_words
from web.admin.overview.model import ModelStanding, make_model_panel


def test_what_open_batches_keep_of_the_days_money_is_said_where_there_is_some() -> None:
    assert reserved_words(360_000) == "$0.36 of it kept for open batches"
    assert reserved_words(0) == ""


def test_the_overview_says_it_beside_what_was_spent() -> None:
    standing = ModelStanding(is_set=True, breaker=None, spent=1_600_000, reserved=360_000, cap=10_000_000)
    panel = make_model_panel(standing, datetime(2026, 11, 18, tzinfo=UTC))
    assert (panel.spent, panel.reserved) == ("$1.60", "$0.36 of it kept for open batches")
