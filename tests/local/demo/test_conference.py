"""The demo conference is complete, believable in its frame, and the same each time."""

import subprocess
import sys
from collections import Counter
from itertools import combinations

import pytest

from domain.matching.facts import SessionFacts, UserProfile
from domain.matching.sessions import match_sessions
from local.demo.conference import build_conference
from local.demo.model import Conference, Session
from local.demo.programme import TRACKS

FINGERPRINT = """
import hashlib
from local.demo.conference import build_conference
print(hashlib.sha256(repr(build_conference()).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def conference() -> Conference:
    return build_conference()


def test_two_processes_build_the_same_conference() -> None:
    assert fingerprint(hash_seed="1") == fingerprint(hash_seed="2")


def fingerprint(hash_seed: str) -> bytes:
    return subprocess.check_output([sys.executable, "-c", FINGERPRINT], env={"PYTHONHASHSEED": hash_seed})


def test_it_has_the_size_that_was_asked_for(conference: Conference) -> None:
    assert (len(conference.days), len(conference.rooms), len({room.floor for room in conference.rooms})) == (3, 4, 2)
    assert len({session.track for session in conference.sessions} - {None}) == len(TRACKS) == 5
    assert len(conference.sessions) == 66
    assert len(conference.speakers) == 40
    assert sum("attendee" in person.registered_as for person in conference.people) == 300
    assert conference.time_zone == "Europe/Oslo"


def test_it_has_sessions_of_several_formats_and_all_levels(conference: Conference) -> None:
    formats = {session.format for session in conference.sessions}
    assert formats == {"keynote", "talk", "workshop", "panel", "lightning", "discussion"}
    assert {session.difficulty for session in conference.sessions} == {"beginner", "intermediate", "advanced"}


def test_no_room_is_booked_twice_at_a_time(conference: Conference) -> None:
    assert [pair for pair in overlapping(conference) if pair[0].room == pair[1].room] == []


def test_nobody_is_on_two_stages_at_a_time(conference: Conference) -> None:
    assert [pair for pair in overlapping(conference) if on_stage(pair[0]) & on_stage(pair[1])] == []


def overlapping(conference: Conference) -> list[tuple[Session, Session]]:
    pairs = combinations(conference.sessions, 2)
    return [(a, b) for a, b in pairs if a.starts_at < b.ends_at and b.starts_at < a.ends_at]


def on_stage(session: Session) -> set[str]:
    return {appearance.speaker for appearance in session.appearances}


def test_sessions_are_on_the_three_days_between_nine_and_six(conference: Conference) -> None:
    assert {session.starts_at.date() for session in conference.sessions} == set(conference.days)
    assert all(session.starts_at.hour >= 9 and session.ends_at.hour < 18 for session in conference.sessions)
    assert all(session.starts_at < session.ends_at for session in conference.sessions)


def test_every_speaker_is_on_a_stage_and_everybody_on_a_stage_is_a_speaker(conference: Conference) -> None:
    appearing = {speaker for session in conference.sessions for speaker in on_stage(session)}
    assert appearing == {speaker.slug for speaker in conference.speakers}
    assert all(session.appearances for session in conference.sessions)


def test_panels_have_one_moderator_and_several_panelists(conference: Conference) -> None:
    for session in conference.sessions:
        roles = Counter(appearance.role for appearance in session.appearances)
        assert roles["moderator"] == (session.format == "panel"), session.code
        assert (roles["panelist"] >= 3) == (session.format == "panel"), session.code


def test_every_session_is_in_a_room_that_exists(conference: Conference) -> None:
    assert {session.room for session in conference.sessions} == {room.slug for room in conference.rooms}


@pytest.mark.parametrize("of", ["code", "title", "abstract", "outcomes"])
def test_no_two_sessions_share_a(of: str, conference: Conference) -> None:
    assert Counter(getattr(session, of) for session in conference.sessions).most_common(1)[0][1] == 1


def test_abstracts_have_60_to_120_words_and_share_no_sentence(conference: Conference) -> None:
    lengths = {session.code: len(session.abstract.split()) for session in conference.sessions}
    assert {code: words for code, words in lengths.items() if not 60 <= words <= 120} == {}
    sentences = Counter(sentence for session in conference.sessions for sentence in session.abstract.split(". "))
    assert sentences.most_common(1)[0][1] == 1


def test_every_session_says_for_whom_it_is_and_what_one_takes_home(conference: Conference) -> None:
    roles = {person.role for person in conference.people}
    for session in conference.sessions:
        assert len(session.tags) >= 3, session.code
        assert len(session.outcomes) >= 2, session.code
        assert set(session.audience) <= roles, session.code
        assert session.audience, session.code


def test_speakers_know_something_that_the_programme_is_about(conference: Conference) -> None:
    tags = {tag for session in conference.sessions for tag in session.tags}
    for speaker in conference.speakers:
        assert set(speaker.expertise) <= tags, speaker.slug
        assert speaker.offerings, speaker.slug
        assert len(speaker.bio.split()) >= 25, speaker.slug


def test_attendees_are_of_many_kinds(conference: Conference) -> None:
    assert len({person.role for person in conference.people}) == 18
    assert len({person.industry for person in conference.people}) == 15
    assert len({person.interests for person in conference.people}) > 290
    assert {goal for person in conference.people for goal in person.goals} == {
        "LEARN", "NETWORK", "HIRE", "GET_HIRED", "MENTOR", "GET_MENTORED",
    }  # fmt: skip


def test_everybody_has_four_to_eight_interests(conference: Conference) -> None:
    assert {len(set(person.interests)) for person in conference.people} <= {4, 5, 6, 7, 8}


def test_names_and_addresses_are_all_different(conference: Conference) -> None:
    everybody = {person.slug: (person.name, person.email) for person in conference.people}
    everybody |= {speaker.slug: (speaker.name, speaker.email or "") for speaker in conference.speakers}
    names, addresses = zip(*everybody.values(), strict=True)
    assert len(set(names)) == len(set(addresses)) == len(everybody) == 339
    assert Counter(address.split("@")[1] for address in addresses) == {"northbound.example": 335, "demo.example": 4}


def test_bookmarks_are_of_people_and_sessions_that_exist_each_once(conference: Conference) -> None:
    pairs = [(bookmark.person, bookmark.session) for bookmark in conference.bookmarks]
    assert len(set(pairs)) == len(pairs) > 900
    assert {person for person, _ in pairs} <= {person.slug for person in conference.people}
    assert {session for _, session in pairs} <= {session.code for session in conference.sessions}
    assert {bookmark.level for bookmark in conference.bookmarks} == {"must", "want", "backup"}


def test_connections_are_of_two_different_people_each_once(conference: Conference) -> None:
    known = {person.slug for person in conference.people} | {speaker.slug for speaker in conference.speakers}
    assert len(set(conference.connections)) == len(conference.connections) > 300
    assert all(one < other and {one, other} <= known for one, other in conference.connections)


def test_ada_is_well_served_and_most_attendees_have_ten_sessions(conference: Conference) -> None:
    matches = match_sessions(profiles(conference), facts(conference))
    ada = matches[0]
    assert (ada[0].session_id, ada[0].score) == ("postgres-job-queue", 84)
    assert sum(match.score >= 45 for match in ada) >= 6
    assert sum(len(found) == 10 for found in matches) > 250


def profiles(conference: Conference) -> list[UserProfile]:
    return [
        UserProfile(
            user_id=person.slug,
            interests=person.interests,
            goals=person.goals,
            skills_needed=person.skills_needed,
            role=person.role,
            preferred_difficulty=person.preferred_difficulty,
        )
        for person in conference.people
    ]


def facts(conference: Conference) -> list[SessionFacts]:
    return [
        SessionFacts(
            id=session.code,
            tags=session.tags,
            difficulty=session.difficulty,
            outcomes=session.outcomes,
            target_audience=session.audience,
        )
        for session in conference.sessions
    ]
