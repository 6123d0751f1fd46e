"""Words of a text in any script, so that what people write and what sessions say meet.

- Case, accents and width are folded; hyphens, slashes and underscores part words: "Pair-Work" is `pair work`.
- `C++`, `C#`, `.NET`, `Node.js` and `I/O` stay whole; `R`, `Go` and `IT` count where they are spelled as names.
- Scripts without blanks between words (Chinese, Japanese, Korean, Thai …) give overlapping pairs of characters.
- Stop words stay in place, so that "internet of things" is a phrase, and are no term by themselves.
"""

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from domain.matching.stop_words import STOP_WORDS

# Thai and Lao, Myanmar, Khmer, kana, Han, Hangul.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uac00-\ud7a3\U00020000-\U0003ffff"
)
# Vowel signs of Indic scripts, Hebrew and Arabic points: Python's \w leaves them out, and would cut words at them.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
_LETTER = rf"(?:(?![_{_UNSPACED}])[\w{_MARKS}])"
_WORD = re.compile(
    rf"(?P<unspaced>[{_UNSPACED}]+)"
    rf"|(?<!\w)[A-Za-z][&/][A-Za-z](?![\w+#])"
    rf"|(?<![^\s(/,])\.(?=[A-Za-z]){_LETTER}+"
    rf"|{_LETTER}+(?:[.'’]{_LETTER}+)*(?:\+\+(?![^\W\d])|\#(?!\w))?"
)
_JOINS_WORDS = re.compile(r"[\s\-_/‐‑&+]*")
_ENDS_A_SENTENCE = re.compile(r"[.!?:\n]\s*$")
_NAMES_LIKE_STOP_WORDS = frozenset({"can", "dos", "go", "ha", "it", "un", "us", "vi"})
_MOST_STOP_WORDS_BETWEEN = 2


class Token(Struct, frozen=True):
    """A folded word and its spelling; whether it can stand alone, and whether only blanks or hyphens precede it.

    A word that is no name here, though it could be one ("go on", "a d-dimensional r"), begins with `~`.
    """

    word: str
    spelling: str
    is_term: bool
    is_joined: bool


def fold(text: str) -> str:
    """Lower case without Latin, Greek or Cyrillic accents; compatibility forms ("ﬁ", full width) made plain."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if not "\u0300" <= char <= "\u036f"))


def tokens(text: str, *, is_listed: bool = False) -> list[Token]:
    """The words of a text in order. In a *listed* text (an interest, a tag) a short word is meant as a name."""
    text = unicodedata.normalize("NFKC", text)
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        is_joined = bool(found) and _JOINS_WORDS.fullmatch(text, end, match.start()) is not None
        if match["unspaced"]:
            found.extend(_pairs_of_characters(match[0], is_joined))
        else:
            found.append(_token(match, is_joined, is_listed))
        end = match.end()
    return found


def _pairs_of_characters(run: str, is_joined: bool) -> Iterator[Token]:
    for start in range(max(1, len(run) - 1)):
        pair = run[start : start + 2]
        yield Token(fold(pair), pair, is_term=True, is_joined=is_joined or start > 0)


def _token(match: re.Match[str], is_joined: bool, is_listed: bool) -> Token:
    spelling = max(re.split("['’]", match[0]), key=len)  # Rust's, l'école
    word = fold(spelling)
    if word not in _NAMES_LIKE_STOP_WORDS and (len(word) > 1 or word in STOP_WORDS):
        return Token(word, spelling, word not in STOP_WORDS, is_joined)
    # a lone accent folds to nothing
    is_name = bool(word) and (is_listed or word.isdigit() or _is_spelled_as_a_name(match, spelling))
    return Token(word if is_name else f"~{word}", spelling, is_name, is_joined)


def _is_spelled_as_a_name(match: re.Match[str], spelling: str) -> bool:
    if spelling == "Go":
        return not _ENDS_A_SENTENCE.search(match.string, max(0, match.start() - 4), match.start())
    return spelling.isupper()


def phrases(found: list[Token]) -> Iterator[str]:
    """Each two terms that follow each other, with the stop words between them: "internet of things"."""
    since: list[str] = []
    for token in found:
        if not token.is_joined or len(since) > 1 + _MOST_STOP_WORDS_BETWEEN:
            since = []
        if token.is_term:
            if since:
                yield " ".join([*since, token.word])
            since = [token.word]
        elif since:
            since.append(token.word)


def parts(found: list[Token]) -> Iterator[str]:
    """The parts of dotted words: "node" and "js" for `Node.js`, and the two words where a blank was forgotten."""
    for token in found:
        if "." in token.word.strip("."):
            yield from (part for part in token.word.split(".") if len(part) > 1 and part not in STOP_WORDS)


def spoken(found: list[Token]) -> str:
    """The words with a blank on each side and a bar where a phrase cannot cross: to look phrases up in."""
    return "".join(f" {token.word}" if token.is_joined else f" | {token.word}" for token in found) + " "
