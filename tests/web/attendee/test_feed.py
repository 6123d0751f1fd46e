"""The feed's order, and what of it comes first."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast, make_session
from tests.web.attendee.lists import make_networker, make_person_pick, make_pick, make_speaker_pick
from tests.web.visitor import Visitor
from web.attendee.feed import FIRST, take_turns

PATH = "/events/harbour/for-you"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def turns(*kinds: list[Any]) -> list[Any]:
    return list(take_turns(dict(zip(("sessions", "speakers", "people"), kinds, strict=True))))


def test_kinds_take_turns_two_sessions_at_a_time() -> None:
    assert "".join(turns(list("abcde"), list("12"), list("xyz"))) == "ab1cdxe2yz"


@given(st.lists(st.integers(0, 12), min_size=3, max_size=3))
def test_nothing_is_lost_and_each_kind_keeps_its_order(counts: list[int]) -> None:
    tagged = [[(place, entry) for entry in range(count)] for place, count in enumerate(counts)]
    found = turns(*tagged)
    assert [[entry for entry in found if entry[0] == place] for place in range(3)] == tagged


async def fill(cast: Cast) -> None:
    for place in range(4):
        session = await make_session(cast.event, f"Trams {place}", hour=10 + place)
        await make_pick(cast.ada, cast.event, session, position=place + 1)
    await make_networker(cast.omar)
    await make_speaker_pick(cast.ada, cast.event, cast.sam)
    await make_person_pick(cast.ada, cast.event, cast.omar)


async def test_the_first_answer_has_three_cards_and_a_link_to_the_rest(ada: Visitor, cast: Cast) -> None:
    await fill(cast)
    page = (await ada.get(PATH)).text
    assert page.count("<article") == FIRST
    assert f'id="speaker-{cast.sam}"' in page
    assert 'hx-get="/events/harbour/for-you?show=all&amp;part=rest" hx-trigger="load"' in page
    assert 'href="/events/harbour/for-you?show=all&amp;whole=yes#rest">' in page
    assert "Show 4 more" in page
    assert 'People <span class="n">1</span>' in page
    assert 'All <span class="n">7</span>' in page


async def test_the_rest_is_what_the_first_answer_left_out(ada: Visitor, cast: Cast) -> None:
    await fill(cast)
    first, whole = (await ada.get(PATH)).text, (await ada.get(f"{PATH}?whole=yes")).text
    rest = (await ada.get(f"{PATH}?show=all&part=rest", headers=HTMX)).text
    assert rest.strip().startswith('<div class="stack" id="rest">')
    assert first.count("<article") + rest.count("<article") == whole.count("<article") == 7
    assert f'id="person-{cast.omar}"' in rest


async def test_one_kind_is_shown_alone(ada: Visitor, cast: Cast) -> None:
    await fill(cast)
    for show, count in (("sessions", 5), ("speakers", 1), ("people", 1)):
        page = (await ada.get(f"{PATH}?show={show}&whole=yes")).text
        assert page.count("<article") == count
        assert f'show={show}" aria-current="page"' in page
