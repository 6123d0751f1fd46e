"""Cron expressions in words."""

import pytest

from web.admin.schedules.cron_words import cron_words


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("* * * * *", "every minute"),
        ("*/5 * * * *", "every 5 minutes"),
        ("0 * * * *", "every hour on the hour"),
        ("17 */6 * * *", "every 6 hours at 17 past"),
        ("0 2 * * *", "each day at 02:00"),
        ("30 8,12,18 * * *", "each day at 08:30, 12:30 and 18:30"),
        ("0 9 * * 1-5", "Monday to Friday at 09:00"),
        ("0 9 * * 1,4", "each Monday and Thursday at 09:00"),
        ("*/10 * * * 0", "every 10 minutes, each Sunday"),
        ("5 0 1 * *", "on day 1 of each month at 00:05"),
        ("0 0 24 12 *", "each year on 24 December at 00:00"),
    ],
)
def test_a_common_expression_is_said_in_words(expression: str, words: str) -> None:
    assert cron_words(expression) == words


@pytest.mark.parametrize("expression", ["1-5 * * * *", "0 0 13 * 5", "0 0 * * 1#2", "0 8-18 * * *", "0 0 L * *"])
def test_what_words_would_get_wrong_is_shown_as_it_is(expression: str) -> None:
    assert cron_words(expression) == expression
