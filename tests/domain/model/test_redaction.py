import pytest

from domain.matching.facts import SessionFacts
from domain.model.answers import Quotes
from domain.model.evidence import true_reasons
from domain.model.records import session_record
from domain.model.redaction import Known, private, profession
from domain.model.written import is_about
from tests.domain.model.pairs import ADA


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Jane Doe", "JANE DOE and jane doe", "[speaker] and [speaker]"),
        ("Will Smith", "Will it scale? It will, says Smith.", "[speaker] it scale? It will, says [speaker]."),
        ("Jan van der Berg", "Jan, der Berg, van", "[speaker], der [speaker], van"),
        ("jane doe", "Jane Doe, Jane, doe", "[speaker], [speaker], [speaker]"),
        ("Jo Li", "Jo Li, Joint and List by Jo", "[speaker], Joint and List by Jo"),
        ("Anne-Marie O'Brien", "Marie and O'Brien", "[speaker] and [speaker]"),
        ("Zoë Ångström", "by Zoe\u0308 A\u030angstro\u0308m", "by [speaker]"),
        ("山田 太郎", "今日は山田さんと", "今日は[speaker]さんと"),
        ("Mark", "Markdown marks, Mark", "Markdown marks, [speaker]"),
        (".*", "a .* b", "a .* b"),
        ("", "nobody", "nobody"),
    ],
)
def test_a_known_name_is_taken_out_and_other_words_stay(name: str, text: str, left: str) -> None:
    assert private(text, 200, Known(names=(name,))) == left


@pytest.mark.parametrize(
    ("company", "text", "left"),
    [
        ("Acme Corp.", "ACME Corp. or Acme, acmeology", "[company] or [company], acmeology"),
        ("Acme GmbH", "at acme gmbh", "at [company]"),
        ("SAP", "SAP and sap", "[company] and sap"),
        ("Jane Doe Consulting", "Jane Doe Consulting", "[company]"),
    ],
)
def test_a_known_company_is_taken_out_with_and_without_its_legal_form(company: str, text: str, left: str) -> None:
    assert private(text, 200, Known(("Jane Doe",), (company,))) == left


def test_a_text_is_cut_after_what_is_known_was_taken_out() -> None:
    text = "x" * 92 + " https://long.example/" + "y" * 100 + " Jane Doe " + "z" * 500
    assert private(text, 100, Known(("Jane Doe",))) == "x" * 92 + "…"


@pytest.mark.parametrize(
    ("written", "left"),
    [("CTO at Acme", "CTO"), ("Head of AI @Acme", "Head of AI"), ("Looks at queues", "Looks at queues")],
)
def test_an_employer_after_at_is_no_part_of_a_profession(written: str, left: str) -> None:
    assert profession(written) == left


def test_quotations_are_found_beside_what_was_taken_out_and_never_across_it() -> None:
    record = session_record(
        SessionFacts(id="x", title="With Jane", description="Jane rebuilt the job queue with Jane.", names=("Jane",))
    )
    assert true_reasons(ADA, record, [Quotes("PostgreSQL", "[speaker] rebuilt the job queue")]) == (
        "Your interest PostgreSQL: “rebuilt the job queue”",
    )
    for quote in ("speaker", "[speaker]", "speaker rebuilt", "queue with speaker"):
        assert true_reasons(ADA, record, [Quotes("PostgreSQL", quote)]) == ()


def test_a_placeholder_is_nothing_that_a_text_could_be_about() -> None:
    other = {"sessions": ["[speaker] of [company] on queues"]}
    assert not is_about("Which speaker and which company do you like, {speaker}?", {}, other)
    assert is_about("What of your queues?", {}, other)
