"""Words that say nothing of a session's subject, in the languages of most schedules, and those of conferences."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("stop_words")


@cache
def stop_words() -> frozenset[str]:
    """All of them, in lower case, of all languages together: a programme is often in two."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.txt")))
    return frozenset(word for text in texts for word in text.split())
