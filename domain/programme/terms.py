"""The words and pairs of words of a text that may name a subject, in lower case."""

import re
from collections.abc import Iterator

from domain.programme.stop_words import stop_words

LONGEST_TERM = 40

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")
# A pair never reaches over the end of a clause.
_CLAUSE_END = re.compile(r"[.,;:!?…]+(?:\s|$)|[()\[\]{}\"“”„«»|•\n]|\s[-–—/&]+\s")
_WORD = re.compile(r"[^\W_][\w+#]*(?:[.'’-][\w+#]+)*")
_HAS_LETTER = re.compile(r"[^\W\d_]")
_ELIDED = re.compile(r"^(?:l|d|c|j|n|s|t|m|qu|dell|all|un)'(?=\w\w)|'s$")


def terms_of(text: str) -> Iterator[str]:
    """Each word that is no stop word, and each pair of them that stand side by side, as often as they occur."""
    known = stop_words()
    for clause in _CLAUSE_END.split(_ADDRESS.sub(" ", text.lower().replace("’", "'"))):
        before = ""
        for found in _WORD.findall(clause):
            word = _bare(found, known)
            if word:
                yield word
                if before and before != word:
                    yield f"{before} {word}"
            before = word


def _bare(word: str, known: frozenset[str]) -> str:
    """The word without what is joined to it; empty if it says nothing."""
    if word in known:
        return ""
    bare = _ELIDED.sub("", word) if "'" in word else word
    says_nothing = len(bare) < 2 or len(bare) > LONGEST_TERM or bare in known or not _HAS_LETTER.search(bare)
    return "" if says_nothing else bare
