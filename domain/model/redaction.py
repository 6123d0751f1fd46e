"""Names and companies that are known, taken out of texts before these leave."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from domain.matching.stop_words import STOP_WORDS
from domain.model.cleaning import clean, without_contacts

SPEAKER, PERSON, COMPANY = "[speaker]", "[person]", "[company]"
LEAST_LETTERS = 3
# Shorter words in capitals are rather abbreviations: SAM, MAX.
LEAST_CAPITALS = 4
LONGEST_NAME = 200
MOST_NAMES = 200
# So much more is looked at than may leave, for what is taken out makes room.
SURPLUS = 4
FIRST_UNSPACED = 0x0E00

_PLACEHOLDERS = re.compile(r"\[(?:speaker|person|company)\]")
_LEGAL_FORM = re.compile(
    r"[,\s]+(?:inc|corp|corporation|co|ltd|limited|llc|llp|plc|gmbh|ag|kg|se|sa|sas|sarl|bv|nv|as|asa|ab|oy|aps|spa|srl|e\.\s?v)"
    r"\.?$",
    re.IGNORECASE,
)
# "CTO at Acme": what follows a profession's "at" is an employer, also one that nobody told us of.
_EMPLOYER = re.compile(r"\s+(?:at|bei|chez|@)\s*(?=[^\Wa-z]).*$")


class Known(Struct, frozen=True):
    """Who and which companies must not be recognised in a text; `as_name` stands where a name stood."""

    names: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    as_name: str = SPEAKER


NOBODY = Known()


def private(text: str, longest: int, known: Known = NOBODY) -> str:
    """One line of at most `longest` characters without addresses, telephone numbers and what is `known`."""
    plain = without_contacts(clean(text, SURPLUS * longest))
    found = _pattern(known.names[:MOST_NAMES], known.companies[:MOST_NAMES])
    if found:
        plain = found.sub(lambda match: COMPANY if match.lastgroup == "company" else known.as_name, plain)
    return clean(plain, longest)


def profession(text: str) -> str:
    """A role or title without the employer that it names after an *at*."""
    return _EMPLOYER.sub("", text)


def without_placeholders(text: str, instead: str = " ") -> str:
    """What is left to quote; with `instead` of each placeholder."""
    return _PLACEHOLDERS.sub(instead, text)


@lru_cache(maxsize=4_096)
def _pattern(names: tuple[str, ...], companies: tuple[str, ...]) -> re.Pattern[str] | None:
    firms = _longest_first(form for company in companies for form in _company_forms(company))
    whole = [clean(name, LONGEST_NAME) for name in names]
    # A whole name is one however it is written, a part of one only as a name is: Will, but not will.
    full = _longest_first(_phrase(name, is_any_case=True) for name in whole if len(name) >= LEAST_LETTERS)
    parts = _longest_first(_phrase(part) for name in whole for part in _parts(name))
    groups = [
        *([f"(?P<company>{'|'.join(firms)})"] if firms else []),
        *([f"(?P<name>{'|'.join([*full, *parts])})"] if full or parts else []),
    ]
    return re.compile("|".join(groups)) if groups else None


def _longest_first(patterns: Iterable[str]) -> list[str]:
    return sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))


def _company_forms(company: str) -> Iterator[str]:
    whole = clean(company, LONGEST_NAME)
    for form in {whole, _LEGAL_FORM.sub("", whole)}:
        if len(form) > 1:
            yield _phrase(form, is_any_case=len(form) > LEAST_LETTERS)


def _parts(name: str) -> Iterator[str]:
    for part in {*name.split(), *re.split(r"[\s\-.,'’()/\"]+", name)}:
        bare = part.strip(".,'’()\"")
        # Of "van der Berg" only Berg says who it is.
        if not _says_who(bare) or (bare.islower() and not name.islower()):
            continue
        yield bare
        yield bare.capitalize()
        if len(bare) >= LEAST_CAPITALS:
            yield bare.upper()


def _says_who(part: str) -> bool:
    least = LEAST_LETTERS if part[:1] < chr(FIRST_UNSPACED) else LEAST_LETTERS - 1
    return sum(map(str.isalpha, part)) >= least and not (part.islower() and part in STOP_WORDS)


def _phrase(text: str, *, is_any_case: bool = False) -> str:
    inner = r"\s+".join(map(re.escape, text.split()))
    bounded = f"{_edge(text[0], '<!')}{inner}{_edge(text[-1], '!')}"
    return f"(?i:{bounded})" if is_any_case else bounded


def _edge(character: str, look: str) -> str:
    """That no word goes on here; nothing where words are written without blanks."""
    return "" if ord(character) >= FIRST_UNSPACED else rf"(?{look}\w)"
