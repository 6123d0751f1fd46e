"""How things look that have no look of their own: initials, the hue of a face, the colour of a track."""

from hashlib import sha256

HUES = 7
TRACK_COLOURS = ("cobalt", "plum", "rose", "ember", "ochre", "fern", "lagoon", "slate")


def initials(name: str) -> str:
    """The first letters of the first and the last word: "Ada Björkqvist" gives "AB", and a name of no letters "?"."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def hue(name: str) -> int:
    """A face's hue, 1 to 7: the same for a name wherever it is shown."""
    return sha256(name.encode()).digest()[0] % HUES + 1


def track_colours(tracks: list[str]) -> dict[str, str]:
    """A colour for each track of one event, in the order of their names; more than eight tracks share colours."""
    return {track: TRACK_COLOURS[place % len(TRACK_COLOURS)] for place, track in enumerate(sorted(set(tracks)))}
