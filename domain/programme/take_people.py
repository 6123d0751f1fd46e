"""The people of a schedule: one person once, however many sessions they speak in."""

from domain.programme.plain_text import plain_line, plain_text
from domain.programme.schedule import ParsedSpeaker, Speaking
from domain.programme.source_rows import SourcePerson

LONGEST_KEY = 200
LONGEST_NAME = 200

# What some exporters write where they know no id.
_NO_KEYS = {"", "none", "null", "undefined"}
# What they write for everybody whose id they do not know.
_NOBODY = {"0", "-1"}
_ROLES = {
    "keynote": "keynote",
    "moderator": "moderator",
    "host": "moderator",
    "panelist": "panelist",
    "speaker": "speaker",
}


def clean_key(text: str | None) -> str | None:
    """An id as it is compared: without spaces around it; of a UUID's many spellings the one in lower case."""
    key = plain_line(text)
    if key.casefold() in _NO_KEYS or len(key) > LONGEST_KEY:
        return None
    return key.lower() if len(key) == 36 and key.count("-") == 4 else key


class People:
    """All people met so far, by key."""

    def __init__(self) -> None:
        self._by_key: dict[str, ParsedSpeaker] = {}
        self._other_names: dict[str, str] = {}
        self.nameless = 0

    def speaking(self, persons: tuple[SourcePerson, ...]) -> tuple[Speaking, ...]:
        """Who of a row's persons speaks, each once, in the order of the row."""
        found: dict[str, Speaking] = {}
        for person in persons:
            speaker = self._meet(person)
            if speaker is None:
                self.nameless += 1
            else:
                found.setdefault(speaker.key, Speaking(speaker.key, _ROLES.get((person.role or "").strip().lower())))
        return tuple(found.values())

    def _meet(self, person: SourcePerson) -> ParsedSpeaker | None:
        name = plain_line(person.name)[:LONGEST_NAME]
        keys = (clean_key(key) for key in (person.guid, person.id, person.code))
        key = next((key for key in keys if key and key not in _NOBODY), None) or (
            f"name:{name.casefold()}" if name else None
        )
        known = self._by_key.get(key or "")
        if key is None or not (name or known):
            return None
        biography = plain_text(person.biography)
        speaker = ParsedSpeaker(key=key, name=known.name if known else name, biography=biography)
        if known is None or (biography and not known.biography):
            self._by_key[key] = speaker
        elif name and name.casefold() != known.name.casefold():
            self._other_names.setdefault(key, name)
        return self._by_key[key]

    def speakers(self) -> tuple[ParsedSpeaker, ...]:
        return tuple(self._by_key.values())

    def notices(self) -> list[str]:
        """What is to be said about them."""
        said = [
            f"The person {key} is called {self._by_key[key].name!r}, and elsewhere {name!r}: the first name was taken."
            for key, name in self._other_names.items()
        ]
        if self.nameless:
            said.append(f"{self.nameless} × a speaker without a name was left out of a session.")
        return said
