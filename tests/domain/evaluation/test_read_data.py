"""Reading a data set: what is taken, and that each fault is told with its file and line."""

from pathlib import Path

import pytest

from domain.errors import InvalidInput
from domain.evaluation import csv_rows
from domain.evaluation import read_data as reading
from domain.evaluation.read_data import DataSet, read_data

SESSIONS = "id,title,tags,starts_at,ends_at,speakers\na,Rust,rust|C++ | rust,2026-11-18T09:00,,Ada|Sam\nb,Law,,,,\n"
CHOICES = "person,session\np,a\np,b\n"


def put(directory: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = directory / f"{name}.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return directory


def read(directory: Path, **files: str | bytes) -> DataSet:
    return read_data(put(directory, **{"sessions": SESSIONS, "choices": CHOICES, **files}))


def test_everything_that_is_given_is_read(tmp_path: Path) -> None:
    people = "id,interests,role,group\np, Rust |law|Rust,Engineer,new\nq,,,\n"
    data = read(tmp_path, people=people, choices="person,session,at,kind\np,b,2026-11-18,saved\np,a,,\np,b,,attended\n")
    [rust, law] = data.sessions
    assert (rust.id, rust.title, rust.tags, rust.speakers) == ("a", "Rust", ("rust", "C++"), ("Ada", "Sam"))
    assert (law.tags, law.track) == ((), None)
    assert data.times["a"][0].isoformat() == data.times["a"][1].isoformat() == "2026-11-18T09:00:00+00:00"
    assert "b" not in data.times
    assert data.chosen == {"p": ("a", "b")}
    assert (data.profiles["p"].interests, data.profiles["p"].role) == (("Rust", "law"), "Engineer")
    assert data.groups == {"p": "new"}


def test_choices_of_sessions_that_are_not_there_are_passed_over_and_counted(tmp_path: Path) -> None:
    data = read(tmp_path, choices="person,session\np,a\np,gone\nq,gone\n")
    assert data.chosen == {"p": ("a",)}
    assert data.passed_over == 2


def test_a_mark_of_byte_order_spaces_case_and_empty_lines_do_no_harm(tmp_path: Path) -> None:
    data = read(tmp_path, sessions=b"\xef\xbb\xbf ID , Title\r\n\r\n a , Rust \r\n,\r\nb,\r\n")
    assert [(session.id, session.title) for session in data.sessions] == [("a", "Rust"), ("b", "")]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"sessions": ""}, "sessions.csv is empty: its first line must name the columns."),
        ({"sessions": "id\n"}, "sessions.csv has no sessions."),
        ({"sessions": "name,title\n1,2\n"}, "sessions.csv, line 1: there is no column id; there are: name, title."),
        ({"sessions": "id,id\n1,2\n"}, "sessions.csv, line 1: the column id is there twice."),
        ({"sessions": "id\na\nb\na\n"}, "sessions.csv, line 4: the id 'a' is there already, in line 2."),
        ({"sessions": "id,title\na,x\n,y\n"}, "sessions.csv, line 3: the column id is empty."),
        ({"sessions": "id\na,b\n"}, "sessions.csv, line 2: there are 2 values for 1 columns."),
        (
            {"sessions": "id,starts_at\na,noon\n"},
            "sessions.csv, line 2: starts_at is 'noon', which is no time such as 2026-11-18T09:30 or"
            " 2026-11-18T09:30:00+01:00.",
        ),
        (
            {"sessions": "id,starts_at,ends_at\na,2026-11-18T10:00,2026-11-18T09:00\n"},
            "sessions.csv, line 2: it ends before it starts.",
        ),
        ({"sessions": b"id\na\n\xff\n"}, "sessions.csv, line 3: this is not UTF-8."),
        ({"sessions": 'id\n"a\n'}, "sessions.csv, line 2: this is not CSV (unexpected end of data)."),
        ({"choices": "person,session\n"}, "choices.csv has no choices."),
        ({"choices": "person\np\n"}, "choices.csv, line 1: there is no column session; there are: person."),
        (
            {"choices": "who,what\np,a\n"},
            "choices.csv, line 1: there is no column person and no session; there are: who, what.",
        ),
        ({"choices": "person,session\np,gone\n"}, "choices.csv has no choices of sessions in sessions.csv."),
        ({"choices": "person,session\n,a\n"}, "choices.csv, line 2: the column person is empty."),
        ({"people": "id\np\np\n"}, "people.csv, line 3: the id 'p' is there already, in line 2."),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, files: dict[str, str | bytes], sentence: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read(tmp_path, **files)
    assert refusal.value.detail == sentence


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"There is no file sessions\.csv in "):
        read_data(tmp_path)
    put(tmp_path, sessions=SESSIONS)
    with pytest.raises(InvalidInput, match=r"There is no file choices\.csv in "):
        read_data(tmp_path)


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_SESSIONS", 1)
    with pytest.raises(InvalidInput, match=r"sessions\.csv, line 3: there are more than 1 rows"):
        read(tmp_path)
    monkeypatch.setattr(csv_rows, "MOST_BYTES", 10)
    with pytest.raises(InvalidInput, match=r"sessions\.csv is larger than 0 MB"):
        read(tmp_path)
    monkeypatch.setattr(csv_rows, "MOST_BYTES", 1000)
    monkeypatch.setattr(csv_rows, "MOST_CHARACTERS_OF_A_FIELD", 5)
    with pytest.raises(InvalidInput, match=r"this is not CSV \(field larger than field limit"):
        read(tmp_path, sessions=f"id\n{'a' * 99}\n")
