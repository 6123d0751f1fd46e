"""Made-up people's names, and the addresses that go with them."""

import unicodedata
from random import Random
from typing import Literal

from msgspec import Struct

from local.demo.reading import read_list
from local.demo.urn import Urn, fill

# Letters that do not decompose into a base letter and a mark.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "å": "aa", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "œ": "oe"}
)


class NameGroup(Struct, frozen=True):
    """Names that go together, and how often they are drawn."""

    share: int
    given: tuple[str, ...]
    family: tuple[str, ...]
    order: Literal["given first", "family first"] = "given first"


def draw_names(random: Random, count: int, taken: set[str]) -> list[str]:
    """So many full names, all different and none of them taken (compared by their slugs)."""
    groups = read_list("names", "group", NameGroup)
    urn = fill({str(number): group.share for number, group in enumerate(groups)})
    names: dict[str, str] = {}
    while len(names) < count:
        name = _draw_name(random, groups, urn)
        if slug_of(name) not in taken:
            names.setdefault(slug_of(name), name)
    return list(names.values())


def _draw_name(random: Random, groups: tuple[NameGroup, ...], urn: Urn) -> str:
    group = groups[int(urn.draw_one(random))]
    [given], [family] = random.choices(group.given), random.choices(group.family)
    return f"{family} {given}" if group.order == "family first" else f"{given} {family}"


def slug_of(name: str) -> str:
    """The name in plain small letters with dots: Łukasz Wiśniewski becomes lukasz.wisniewski."""
    decomposed = unicodedata.normalize("NFKD", name.lower().translate(PLAIN_LETTERS))
    letters = decomposed.encode("ascii", "ignore").decode()
    return ".".join("".join(letter if letter.isalpha() else " " for letter in letters).split())
