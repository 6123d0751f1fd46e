"""What a client accepts. Source: RFC 9110, section 12.5.1."""

from collections.abc import Iterator

PAGE = "text/html"
MACHINE = ("application/problem+json", "application/json")


def prefers_json(header: str) -> bool:
    """Whether an `Accept` header likes JSON better than a page: by weight, and among equals by what it names."""
    ranges = dict(_ranges(header))
    return max(_liking(ranges, media_type) for media_type in MACHINE) > _liking(ranges, PAGE)


def _liking(ranges: dict[str, float], media_type: str) -> tuple[float, int]:
    """The weight of the narrowest range that a type is in, and how narrow that is; 0 where none or an ended one is."""
    wider = (media_type, f"{media_type.split('/')[0]}/*", "*/*")
    for narrowness, each in zip((2, 1, 0), wider, strict=True):
        if each in ranges:
            return (ranges[each], narrowness) if ranges[each] > 0 else (0.0, 0)
    return (0.0, 0)


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for part in header.lower().split(","):
        media_range, *parameters = (each.strip() for each in part.split(";"))
        weights = [parameter.removeprefix("q=") for parameter in parameters if parameter.startswith("q=")]
        yield media_range, _weight(weights[0]) if weights else 1.0


def _weight(text: str) -> float:
    """A weight that cannot be read counts as none."""
    try:
        return float(text)
    except ValueError:
        return 0.0
