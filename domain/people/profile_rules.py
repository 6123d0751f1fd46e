"""What a profile may say: its fields' bounds and choices, and how a line of text becomes a list."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

GOALS = ("LEARN", "NETWORK", "HIRE", "GET_HIRED", "MENTOR", "GET_MENTORED")
DIFFICULTIES = ("beginner", "intermediate", "advanced")

LONGEST = {"role": 120, "company": 120, "industry": 120, "about": 2_000}
MOST = {"interests": 30, "skills_to_offer": 20, "skills_needed": 20, "languages": 10}
LONGEST_TERM = 60

_BETWEEN_TERMS = re.compile(r"[,;\n]")


def clean_text(text: str) -> str:
    """One spelling for what looks the same (NFC), newlines at line ends, nothing that cannot be stored."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    # Control characters and lone surrogates; the joiners of emoji and of Persian stay.
    return "".join(char for char in unified if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs")).strip()


def clean_line(text: str) -> str:
    """The same on one line, with single blanks."""
    return " ".join(clean_text(text.replace("\t", " ")).split())


def parse_terms(*texts: str) -> tuple[str, ...]:
    """The terms between commas, semicolons or line ends, as `unique_terms` gives them."""
    return unique_terms(term for text in texts for term in _BETWEEN_TERMS.split(text))


def unique_terms(terms: Iterable[str]) -> tuple[str, ...]:
    """Terms cleaned, in the order of their first mention, each once whatever its case."""
    first_spelling: dict[str, str] = {}
    for term in filter(None, map(clean_line, terms)):
        first_spelling.setdefault(term.casefold(), term)
    return tuple(first_spelling.values())


def find_problems(fields: Mapping[str, str | tuple[str, ...]]) -> dict[str, str]:
    """A sentence for each field that is beyond its bounds or not among its choices; empty if all is well."""
    found = {name: _problem(name, value) for name, value in fields.items()}
    return {name: problem for name, problem in found.items() if problem}


def _problem(name: str, value: str | tuple[str, ...]) -> str:
    if name == "goals" and not set(value) <= set(GOALS):
        return "Choose from the goals listed."
    if name == "preferred_difficulty" and value not in ("", *DIFFICULTIES):
        return "Choose beginner, intermediate or advanced."
    if name in LONGEST and len(value) > LONGEST[name]:
        return f"At most {LONGEST[name]:,} characters; these are {len(value):,}."
    return _list_problem(name, value) if name in MOST else ""


def _list_problem(name: str, terms: str | tuple[str, ...]) -> str:
    if len(terms) > MOST[name]:
        return f"At most {MOST[name]}; these are {len(terms)}."
    long = next((term for term in terms if len(term) > LONGEST_TERM), None)
    return f"“{long[:30]}…” is longer than {LONGEST_TERM} characters. Put commas between them." if long else ""
