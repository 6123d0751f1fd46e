"""The page of data quality: what it counts, and where it leads."""

from domain.programme.data_quality import measure_quality
from domain.tables import Session
from tests.cast import Cast
from tests.web.visitor import Visitor
from web.organizer.quality import make_lines

QUALITY = "/events/harbour/organizer/quality"


async def test_it_says_how_much_is_known_and_leads_to_what_is_missing(visitor: Visitor, cast: Cast) -> None:
    await visitor.be(cast.omar)
    page = (await visitor.get(QUALITY)).text
    # Tags 2, abstracts 2 and speakers 1, of 12.
    assert "42 of 100 is known" in page
    assert 'href="/events/harbour/organizer/sessions?show=lacks_difficulty" aria-label="Level: 2 missing"' in page
    assert f'href="/events/harbour/organizer/sessions/{cast.design_talk}"' in page
    assert "Cancelled for weather" not in page


async def test_a_programme_without_sessions_says_so(visitor: Visitor, cast: Cast) -> None:
    await Session.raw("DELETE FROM session")
    await visitor.be(cast.omar)
    page = (await visitor.get(QUALITY)).text
    assert "No sessions yet" in page
    assert "of 100" not in page


async def test_a_bar_never_holds_more_than_all_of_the_programme(visitor: Visitor, cast: Cast) -> None:
    await Session.raw("UPDATE session SET derived_difficulty = 'beginner', corrected_tags = ARRAY['a']")
    for line in make_lines(await measure_quality(cast.event)):
        shown = line.given + line.corrected + line.derived + line.by_model
        assert shown + line.missing == 2
        assert round(sum(share.percent for share in line.bar)) == 50 * shown
