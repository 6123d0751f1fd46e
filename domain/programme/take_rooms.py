"""The rooms of a schedule: those it lists, and those that only its sessions name."""

from msgspec.structs import replace

from domain.programme.plain_text import plain_line
from domain.programme.schedule import ParsedRoom
from domain.programme.source_rows import SourceEvent, SourceRoom

LONGEST_NAME = 200


class Rooms:
    """Rooms by name, in the schedule's order; `is_complete` if the file has a list that ought to name them all."""

    def __init__(self, listed: tuple[SourceRoom, ...], *, is_complete: bool) -> None:
        self._by_name: dict[str, ParsedRoom] = {}
        self._is_complete = is_complete
        self._unlisted: dict[str, None] = {}
        self._roomless = 0
        for room in listed:
            name = _name(room.name)
            if name:
                self._by_name.setdefault(name, ParsedRoom(name=name, capacity=_capacity(room.capacity)))

    def room_of(self, event: SourceEvent) -> str | None:
        """The room's name; an unlisted one is added to the rooms."""
        name = _name(event.room)
        if not name:
            self._roomless += 1
            return None
        if name not in self._by_name:
            self._by_name[name] = ParsedRoom(name=name)
            self._unlisted.setdefault(name)
        return name

    def taken(self) -> tuple[ParsedRoom, ...]:
        """Each once, those that only sessions name after the others."""
        return tuple(replace(room, position=position) for position, room in enumerate(self._by_name.values()))

    def notices(self) -> list[str]:
        """What is to be said about them."""
        said = [f"{self._roomless} × a session without a room."] if self._roomless else []
        if self._is_complete and self._unlisted:
            said.append(f"Rooms that the schedule does not list were added: {', '.join(self._unlisted)}.")
        return said


def _name(text: str | None) -> str:
    return plain_line(text)[:LONGEST_NAME].strip()


def _capacity(text: str | None) -> int | None:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and 0 < int(digits[:9]) == int(digits) else None
