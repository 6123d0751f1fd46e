from domain.programme.schedule import ParsedSpeaker, Speaking
from domain.programme.source_rows import SourcePerson
from domain.programme.take_people import People, clean_key


def test_a_person_is_known_by_guid_else_id_else_code_else_name() -> None:
    people = People()
    persons = (
        SourcePerson(guid="g", id="1", code="c", name="Ada"),
        SourcePerson(id="2", code="c", name="Ben"),
        SourcePerson(code="CODE", name="Cleo"),
        SourcePerson(name="Dag  Ås"),
    )
    assert people.speaking(persons) == tuple(map(Speaking, ("g", "2", "CODE", "name:dag ås")))


def test_the_same_person_in_many_sessions_is_one() -> None:
    people = People()
    for _ in range(3):
        people.speaking((SourcePerson(id="7", name="Sam"), SourcePerson(name="ADA"), SourcePerson(name="Ada")))
    assert people.speakers() == (ParsedSpeaker(key="7", name="Sam"), ParsedSpeaker(key="name:ada", name="ADA"))


def test_a_person_named_twice_in_a_session_speaks_once() -> None:
    speaking = People().speaking((SourcePerson(id="7", name="Sam", role="HOST"), SourcePerson(id="7", name="Sam")))
    assert speaking == (Speaking("7", "moderator"),)


def test_a_person_without_a_name_is_left_out_and_said_unless_known_from_elsewhere() -> None:
    people = People()
    assert people.speaking((SourcePerson(id="7"),)) == ()
    assert people.speaking((SourcePerson(id="8", name="Sam"), SourcePerson(id="8"))) == (Speaking("8"),)
    assert people.notices() == ["1 × a speaker without a name was left out of a session."]


def test_a_key_with_two_names_is_said() -> None:
    people = People()
    people.speaking((SourcePerson(id="7", name="Sam"), SourcePerson(id="7", name="Samira")))
    assert people.notices() == ["The person 7 is called 'Sam', and elsewhere 'Samira': the first name was taken."]


def test_a_biography_is_learned_from_whichever_session_has_it() -> None:
    people = People()
    people.speaking((SourcePerson(id="7", name="Sam"),))
    people.speaking((SourcePerson(id="7", name="Sam", biography="<p>Keeps queues.</p>"),))
    assert people.speakers() == (ParsedSpeaker(key="7", name="Sam", biography="Keeps queues."),)


def test_people_whose_id_is_not_known_are_told_apart_by_name() -> None:
    persons = (SourcePerson(id="0", name="Ada"), SourcePerson(id="0", name="Ben"), SourcePerson(id="-1", name="Cleo"))
    assert [speaking.speaker for speaking in People().speaking(persons)] == ["name:ada", "name:ben", "name:cleo"]


def test_what_exporters_write_for_no_id_is_no_key() -> None:
    assert [clean_key(key) for key in (None, " ", "None", "NULL", "x" * 201)] == [None] * 5
    assert clean_key(" AAAAAAAA-0000-4000-8000-00000000000F ") == "aaaaaaaa-0000-4000-8000-00000000000f"
    assert clean_key("QUEUES") == "QUEUES"
