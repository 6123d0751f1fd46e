import msgspec

from domain.programme.import_report import ImportReport
from domain.programme.schedule import NotTaken, Zone
from domain.recommendations.coverage import Coverage, SourceCoverage
from local.demo_summary import event_lines, share, taken

COVERAGE = Coverage(
    attendees=300,
    with_one=297,
    with_ten=150,
    with_speaker=290,
    with_person=240,
    sources=(SourceCoverage("hybrid", 812, 140, (24, 31, 40)), SourceCoverage("llm", 2005, 260, (11, 17, 26))),
)


def test_an_event_is_told_in_figures_with_its_sources_apart() -> None:
    event = {"name": "Northbound 2026", "slug": "northbound", "sessions": 66, "report": None}
    assert list(event_lines(event, COVERAGE)) == [
        "Northbound 2026 (northbound)",
        "  sessions       66",
        "  attendees      300",
        "  at least one   297 attendees (99%)",
        "  at least ten   150 attendees (50%)",
        "  with speakers  290 attendees (97%)",
        "  with people    240 attendees (80%)",
        "  from the hybrid algorithm: 812 for 140 attendees, scores' quartiles 24 · 31 · 40",
        "  from the model: 2005 for 260 attendees, scores' quartiles 11 · 17 · 26",
    ]


def test_an_event_without_attendees_has_no_percentage() -> None:
    assert share(0, 0) == "0 attendees"


def test_an_imported_event_says_how_many_rows_of_its_schedule_it_took() -> None:
    report = ImportReport(
        format="frab-xml", zone=Zone("UTC", "default"), rows=874, not_taken=(NotTaken("event 3", "", "has no start"),)
    )
    assert taken(msgspec.json.encode(report).decode()) == " (taken 873 of 874 in the schedule)"
