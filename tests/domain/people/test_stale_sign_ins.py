"""Links and sessions of browsers that are of no use any more."""

from datetime import UTC, datetime, timedelta

from domain.people.stale_sign_ins import prune_sign_ins
from domain.tables import SignInLink, WebSession
from tests.cast import make_person

NOW = datetime(2026, 11, 22, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


async def test_links_go_a_day_after_they_ran_out_and_sessions_as_they_do(database: None) -> None:
    person = await make_person("Ada", "ada@demo.example", None, None)
    for number, expires_at in enumerate((NOW + DAY, NOW - SECOND, NOW - DAY - SECOND)):
        await SignInLink(user_id=person, token_hash=bytes([number]), expires_at=expires_at).save()
        await WebSession(id=str(number), data=b"", expires_at=expires_at).save()
    assert await prune_sign_ins(NOW) == {"links": 1, "sessions": 2}
    assert (await SignInLink.count(), await WebSession.count()) == (2, 1)
