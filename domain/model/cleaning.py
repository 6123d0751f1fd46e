"""Text made plain: what nobody sees, what changes direction and what only imitates is taken out."""

import re
import unicodedata

# Compatibility forms are made plain first, so that a full-width ＜ is a < by then; these are no such forms.
_LOOK_ALIKES = dict.fromkeys(map(ord, "‹〈⟨˂ᐸ❮❬⟪《≺⧼"), "<") | dict.fromkeys(map(ord, "›〉⟩˃ᐳ❯❭⟫》≻⧽"), ">")
_MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_MOST_MARKS = re.compile(rf"({_MARK}{{2}}){_MARK}+")
_YEAR, _DAY = r"(?:19|20)\d\d", r"[0-3]?\d"
# Eight digits and more are a telephone number, unless they are two years or a day.
_DATE = rf"(?:{_YEAR}\s?[-/]\s?{_YEAR}|{_YEAR}[-/.]{_DAY}[-/.]{_DAY}|{_DAY}[-/.]{_DAY}[-/.]{_YEAR})(?![\d.\-/]*\d)"
_CONTACTS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.|mailto:|tel:)\S+"
    r"|[^\s@<>()\[\]\"',;:]{1,64}@[^\s@<>()\[\]\"',;:]{1,250}"
    r"|(?<![\w@])@[\w.-]+(?:@[\w.-]+)?"
    r"|(?<![\w.-])(?:[\w-]+\.)+(?:(?:com|org|info|social)(?!\w)(?:/\S*)?|(?:de|dev|eu|fr|io|me|nl|no|page|uk)/\S+)"
    rf"|(?<![\w.])(?:\+\d(?:[\s().\-/]{{0,2}}\d){{6,14}}|(?!{_DATE})\(?\d(?:[\s().\-/]{{0,2}}\d){{7,14}})(?!\w)",
    re.IGNORECASE,
)
ELLIPSIS = "…"
# Controls, formats (zero width, direction, tags), surrogates, private use and what Unicode has not assigned.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Letters and signs that nobody sees.
_BLANKS = frozenset({0x115F, 0x1160, 0x2800, 0x3164})


class _Plain(dict[int, str | None]):
    """A table for `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        plain: str | None = character
        if character.isspace() or unicodedata.category(character) in ("Zl", "Zp", "Zs"):
            plain = " "
        elif unicodedata.category(character) in _UNSEEN or _is_variation_selector(code):
            plain = None
        if len(self) < 20_000:
            self[code] = plain
        return plain


def _is_variation_selector(code: int) -> bool:
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or 0x180B <= code <= 0x180F or code in _BLANKS


_PLAIN = _Plain(_LOOK_ALIKES)


def clean(text: str, longest: int) -> str:
    """One line of visible text, of at most `longest` characters, cut at a word.

    Idempotent. Compatibility forms are made plain (NFKC), look-alikes of angle brackets become angle brackets.
    """
    # Enough for whatever is taken out, and bounded for whoever sends a megabyte.
    # An ellipsis is none of the forms, for one ends what is cut.
    parts = text[: 8 * longest].split(ELLIPSIS)
    plain = ELLIPSIS.join(unicodedata.normalize("NFKC", part) for part in parts).translate(_PLAIN)
    plain = _MOST_MARKS.sub(r"\1", plain)
    return cut(" ".join(plain.split()), longest)


def cut(text: str, longest: int) -> str:
    """At most `longest` characters, at the end of a word if one ends near, with an ellipsis."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    at_word = kept.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > longest * 2 // 3 else kept).rstrip() + ELLIPSIS


def without_contacts(text: str) -> str:
    """Without addresses of mail and web, handles (@name) and telephone numbers: they say who, not what one does."""
    return _CONTACTS.sub("", text)
