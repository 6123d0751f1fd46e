"""For you: the page in each of its states, for whom it is, and what it costs."""

from datetime import timedelta
from html import unescape

import pytest

from domain.clock import utc_now
from domain.recommendations.bookmarks import set_bookmark
from domain.tables import Job, Profile, Session, SessionRecommendation
from domain.work.enqueue import enqueue
from domain.work.works import GenerateRecommendations, ImproveRecommendations
from tests.cast import Cast, make_session
from tests.queries import counted_queries
from tests.web.attendee.lists import REASON, make_networker, make_person_pick, make_pick, make_speaker_pick
from tests.web.visitor import Visitor

PATH = "/events/harbour/for-you"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def asked_by(page: str) -> str:
    """The address at which a page asks for newer lists."""
    return unescape(page.split('id="news" hx-get="')[1].split('"')[0])


async def test_a_match_shows_its_score_its_reasons_its_parts_and_who_ranked_it(ada: Visitor, cast: Cast) -> None:
    page = (await ada.get(PATH)).text

    assert 'aria-label="Match 40 of 100"' in page
    assert REASON in page
    assert 'aria-label="40 points: Interests 35, Popularity 5"' in page
    assert '<th scope="row">Together</th><td class="r">40</td>' in page
    assert "by Hallway’s algorithm" in page
    assert "simulated" not in page
    assert "Today <b><time" in page
    assert "Fjord Room, floor 2" in page
    assert "10:05</time> in Bergen (CET)" in page


async def test_what_a_pretended_model_wrote_is_marked_on_its_card(ada: Visitor, cast: Cast) -> None:
    await SessionRecommendation.update(
        {"source": "llm", "is_simulated": True, "breakdown": '{"interests":44,"model":-4}'}
    ).where(SessionRecommendation.user_id == cast.ada)
    page = (await ada.get(PATH)).text
    assert 'by a simulated model <span class="pill warn">simulated</span>' in page
    assert '<td class="r">−4</td>' in page


async def test_what_is_over_is_put_away(ada: Visitor, cast: Cast) -> None:
    early = await make_session(cast.event, "Sunrise over PostgreSQL", hour=6, tags=["job queues", "PostgreSQL"])
    await make_pick(cast.ada, cast.event, early, position=1)
    page = (await ada.get(f"{PATH}?whole=yes")).text
    assert "Over: 1 pick" in page
    assert page.index(str(cast.queues_talk)) < page.index("Over: 1 pick") < page.index(f'id="session-{early}"')


async def test_a_derived_level_says_that_it_is_a_guess(ada: Visitor, cast: Cast) -> None:
    await Session.update({Session.derived_difficulty: "advanced"}).where(Session.id == cast.queues_talk)
    assert "Probably advanced" in (await ada.get(PATH)).text
    await Session.update({Session.difficulty: "beginner"}).where(Session.id == cast.queues_talk)
    page = (await ada.get(PATH)).text
    assert "Beginner" in page
    assert "Probably" not in page


async def test_programme_text_is_shown_and_never_obeyed(ada: Visitor, cast: Cast) -> None:
    await Session.update({Session.title: "<script>alert(1)</script> & <b>bold</b>"}).where(
        Session.id == cast.queues_talk
    )
    page = (await ada.get(PATH)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold" in page
    assert "<script>alert" not in page


async def test_who_told_nothing_is_offered_the_programmes_terms(ada: Visitor, cast: Cast) -> None:
    await SessionRecommendation.delete(force=True)
    await Profile.update({"interests": [], "goals": [], "role": None}).where(Profile.user_id == cast.ada)
    page = (await ada.get(PATH)).text
    assert "We do not know you well enough" in page
    assert 'name="interest" value="job queues"' in page


async def test_who_has_goals_only_is_offered_terms_rather_than_told_that_nothing_is_near(
    ada: Visitor, cast: Cast
) -> None:
    await SessionRecommendation.delete(force=True)
    await Profile.update({"interests": []}).where(Profile.user_id == cast.ada)
    page = (await ada.get(PATH)).text
    assert 'name="interest" value="job queues"' in page
    assert "is near what you told" not in page


async def test_shared_interests_are_named_all_as_the_person_wrote_them(ada: Visitor, cast: Cast) -> None:
    await Profile.update({"interests": ["Snow", "JOB queues", "postgresql"]}).where(Profile.user_id == cast.ada)
    assert '<span class="sub">JOB queues, postgresql</span>' in (await ada.get(PATH)).text
    await Session.update({Session.tags: [], Session.derived_tags: ["snow"]}).where(Session.id == cast.queues_talk)
    assert '<span class="sub">Snow</span>' in (await ada.get(PATH)).text
    await Session.update({Session.corrected_tags: ["job-queues"]}).where(Session.id == cast.queues_talk)
    assert '<span class="sub">JOB queues</span>' in (await ada.get(PATH)).text


async def test_a_list_that_is_being_made_says_so_asks_again_and_has_a_link(ada: Visitor, cast: Cast) -> None:
    await SessionRecommendation.delete(force=True)
    await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    page = (await ada.get(PATH)).text
    assert "Your list is being made" in page
    assert 'hx-trigger="every 1500ms"' in page
    assert "Look again" in page


async def test_a_page_without_a_list_takes_the_first_one_by_itself(ada: Visitor, cast: Cast) -> None:
    await SessionRecommendation.delete(force=True)
    job = await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    address = asked_by((await ada.get(PATH)).text)
    assert "part=for_you" in address
    assert (await ada.get(address, headers=HTMX)).status_code == 204

    await make_pick(cast.ada, cast.event, cast.queues_talk)
    await Job.update({Job.state: "succeeded"}).where(Job.id == job)
    answer = await ada.get(address, headers=HTMX)
    assert answer.text.strip().startswith('<div class="stack feed" id="for-you">')
    assert str(cast.queues_talk) in answer.text


async def test_a_page_that_is_read_is_only_told_of_a_newer_list(ada: Visitor, cast: Cast) -> None:
    job = await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    address = asked_by((await ada.get(PATH)).text)
    assert "part=news" in address
    assert (await ada.get(address, headers=HTMX)).status_code == 204

    await SessionRecommendation.update({"generated_at": utc_now()}, force=True)
    await Job.update({Job.state: "succeeded"}).where(Job.id == job)
    answer = (await ada.get(address, headers=HTMX)).text
    assert "A new list is ready." in answer
    assert 'role="status" hx-swap-oob="innerHTML">A new list is ready.' in answer
    assert "<article" not in answer
    assert "hx-get" not in answer
    assert "afloat" not in answer


async def test_news_of_a_list_that_nobody_waited_for_lie_over_the_page(ada: Visitor, cast: Cast) -> None:
    page = (await ada.get(PATH)).text
    assert 'hx-trigger="every 120s"' in page
    await make_speaker_pick(cast.ada, cast.event, cast.sam)
    answer = (await ada.get(asked_by(page), headers=HTMX)).text
    assert '<div class="news ready afloat" id="news">' in answer


async def test_a_list_that_failed_says_so_and_keeps_the_one_before(ada: Visitor, cast: Cast) -> None:
    job = await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    await Job.update({Job.state: "dead", Job.finished_at: utc_now()}).where(Job.id == job)
    page = (await ada.get(PATH)).text
    assert "Your new list could not be made" in page
    assert str(cast.queues_talk) in page

    await SessionRecommendation.delete(force=True)
    assert "Your list could not be made" in (await ada.get(PATH)).text


async def test_an_event_without_sessions_and_a_profile_that_matches_nothing_say_so(ada: Visitor, cast: Cast) -> None:
    await SessionRecommendation.delete(force=True)
    assert "Nothing matches yet" in (await ada.get(PATH)).text
    await Session.update({Session.status: "cancelled"}, force=True)
    assert "No programme yet" in (await ada.get(PATH)).text


async def test_the_number_of_queries_does_not_grow_with_the_list(ada: Visitor, cast: Cast) -> None:
    with counted_queries() as few:
        await ada.get(PATH)
    for place in range(8):
        session = await make_session(cast.event, f"PostgreSQL {place}", hour=10 + place, tags=["PostgreSQL"])
        await set_bookmark(cast.ada, cast.event, session, "want")
        await make_pick(cast.ada, cast.event, session, position=place + 1)
    await make_speaker_pick(cast.ada, cast.event, cast.sam)
    await make_networker(cast.omar)
    await make_person_pick(cast.ada, cast.event, cast.omar)
    with counted_queries() as many:
        page = await ada.get(f"{PATH}?whole=yes")
    assert page.text.count("<article") == 11
    assert len(many) == len(few)
    # Three to know who asks and for which event, five for the page.
    assert len(many) <= 8


@pytest.mark.parametrize(
    "path", ["/events/harbour/for-you", "/events/nowhere/for-you", "/events/harbour/me", "/events/harbour/why-not"]
)
async def test_who_takes_no_part_learns_nothing_of_an_event(visitor: Visitor, cast: Cast, path: str) -> None:
    await visitor.be(cast.mallory)
    answer = await visitor.get(path)
    assert answer.status_code == 404
    assert "Harbour" not in answer.text


async def test_who_is_not_signed_in_is_asked_to(visitor: Visitor, cast: Cast) -> None:
    answer = await visitor.get(PATH)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


async def test_a_list_that_ran_out_is_shown_while_a_new_one_is_made(ada: Visitor, cast: Cast) -> None:
    yesterday = utc_now() - timedelta(hours=25)
    await SessionRecommendation.update({SessionRecommendation.generated_at: yesterday}, force=True)
    page = (await ada.get(PATH)).text
    assert f'id="session-{cast.queues_talk}"' in page
    assert await Job.count().where(Job.name == "GenerateRecommendations") == 1
    assert (await ada.get(PATH)).text.count("session-") == page.count("session-")
    assert await Job.count() == 1


async def test_a_list_that_the_model_looks_over_says_so_until_there_is_a_better_one(ada: Visitor, cast: Cast) -> None:
    job = await enqueue(ImproveRecommendations(user_id=cast.ada, event_id=cast.event))
    page = (await ada.get(PATH)).text
    assert "being looked over once more" in page
    assert str(cast.queues_talk) in page

    await Job.update({Job.state: "succeeded"}).where(Job.id == job)
    assert "Your list stays as it is" in (await ada.get(asked_by(page), headers=HTMX)).text
    await SessionRecommendation.update({"generated_at": utc_now()}, force=True)
    assert "A better list is ready." in (await ada.get(asked_by(page), headers=HTMX)).text
