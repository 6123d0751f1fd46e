"""What the model read out of sessions, taken with distrust: what was wanted, within bounds, grounded in the text."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.model.answers import read_items
from domain.model.cleaning import clean, without_contacts
from domain.model.redaction import without_placeholders
from domain.programme.derived_audience import known_roles
from domain.programme.derived_metadata import Derived
from domain.programme.effective import Field
from domain.programme.stop_words import stop_words
from domain.programme.unread_sessions import UnreadSession

LEVELS = ("beginner", "intermediate", "advanced")
MOST_TAGS, LONGEST_TAG = 8, 40
MOST_OUTCOMES, SHORTEST_OUTCOME, LONGEST_OUTCOME = 5, 10, 120
MOST_AUDIENCES, LONGEST_AUDIENCE = 5, 40
# Looked through of what may be any number.
MOST_LOOKED_AT = 20
# Outcomes are said in other words, but of the same things.
GROUNDED_SHARE = 0.5

_WORD = re.compile(r"[\w+#]+")
_MARKUP = re.compile(r"<[^<>]*>|&#?\w{1,12};|[<>{}\[\]`|\\]")
_SHORTEST_STEM = 4


class Reading(Struct, frozen=True):
    """What was read of one session; `fields` are those of `derived` that something valid was said of."""

    fields: tuple[Field, ...]
    derived: Derived


def read_readings(
    text: str, sessions: Sequence[UnreadSession | None], known_tags: Iterable[str] = ()
) -> dict[UUID, Reading]:
    """The entries by session; `sessions` in the order in which they were asked about, None for one that is gone.

    Unknown places are passed over, of two entries for a session the first counts, and what is not valid is left out.
    """
    in_use = frozenset(tag.casefold() for tag in known_tags)
    found: dict[UUID, Reading] = {}
    for item in read_items(text, "sessions"):
        place = item.get("id") if isinstance(item, dict) else None
        # A boolean is an int in Python, and none here.
        if type(place) is int and 1 <= place <= len(sessions) and (session := sessions[place - 1]):
            found.setdefault(session.id, _reading(item, session, in_use))
    return found


def _reading(item: dict[str, Any], session: UnreadSession, in_use: frozenset[str]) -> Reading:
    ground = _Ground(session.text)
    said: dict[Field, Any] = {
        "difficulty": _level(item.get("level")),
        "tags": _texts(item.get("tags"), MOST_TAGS, lambda tag: _tag(tag, ground, in_use)),
        "outcomes": _texts(item.get("outcomes"), MOST_OUTCOMES, lambda outcome: _outcome(outcome, ground)),
        "target_audience": _texts(item.get("audiences"), MOST_AUDIENCES, lambda role: _audience(role, ground)),
    }
    taken = {field: said[field] for field in session.lacks if said[field]}
    return Reading(tuple(taken), Derived(**taken))


def _level(value: Any) -> str | None:
    return value if isinstance(value, str) and value in LEVELS else None


def _texts(values: Any, most: int, take: Callable[[str], str]) -> tuple[str, ...]:
    """What is taken of a list of texts, each once whatever its case."""
    found: dict[str, str] = {}
    for value in values[:MOST_LOOKED_AT] if isinstance(values, list) else ():
        if isinstance(value, str) and (taken := take(value)):
            found.setdefault(taken.casefold(), taken)
    return tuple(found.values())[:most]


def _plain(text: str, longest: int) -> str:
    """One line without markup and addresses; "" if it is longer than it may be, for a cut one says something else."""
    said = without_placeholders(without_contacts(clean(text, 4 * longest)))
    bare = " ".join(_MARKUP.sub(" ", said).split()).strip(" ,;:.-–")
    return bare if len(bare) <= longest else ""


def _tag(text: str, ground: "_Ground", in_use: frozenset[str]) -> str:
    tag = _plain(text, LONGEST_TAG)
    return tag if tag.casefold() in in_use or ground.share(tag) == 1 else ""


def _outcome(text: str, ground: "_Ground") -> str:
    outcome = _plain(text, LONGEST_OUTCOME)
    return outcome if len(outcome) >= SHORTEST_OUTCOME and ground.share(outcome) >= GROUNDED_SHARE else ""


def _audience(text: str, ground: "_Ground") -> str:
    role = _plain(text, LONGEST_AUDIENCE)
    return role if role.casefold() in known_roles() or ground.share(role) == 1 else ""


class _Ground:
    """The words of a session's text, however they are bent."""

    def __init__(self, text: str) -> None:
        self._words = frozenset(_words(text))
        self._stems = {word[:length] for word in self._words for length in range(_SHORTEST_STEM, len(word) + 1)}

    def share(self, text: str) -> float:
        """Of the words that say something the share that the text has; 0 where none says anything."""
        words = [word for word in _words(text) if word not in stop_words()]
        return sum(map(self._has, words)) / len(words) if words else 0.0

    def _has(self, word: str) -> bool:
        return word in self._words or word[: max(_SHORTEST_STEM, len(word) - 3)] in self._stems


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
