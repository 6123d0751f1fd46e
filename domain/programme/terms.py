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
# Subjects made of words that say nothing by themselves.
_COMPOUNDS = {
    *("machine learning", "deep learning", "reinforcement learning", "federated learning", "e learning"),
    *("real time", "time series", "user experience", "user interface", "user interfaces", "user research", "end user"),
    *("version control", "project management", "product management", "release management", "release engineering"),
    *("people management", "event sourcing", "event streaming", "event driven", "public speaking", "life science"),
    *("new work", "working groups", "issue tracking", "digital public", "personal data", "problem solving"),
    *("supply chain", "quality assurance", "continuous improvement", "knowledge management", "technical writing"),
    *("künstliche intelligenz", "maschinelles lernen", "freie software", "soziale arbeit", "digitale bildung"),
}


def terms_of(text: str) -> Iterator[str]:
    """Each word that is no stop word, and each pair of them that stand side by side, as often as they occur."""
    known = stop_words()
    for clause in _CLAUSE_END.split(_ADDRESS.sub(" ", text.lower().replace("’", "'"))):
        before = found_before = ""
        for found in _WORD.findall(clause):
            word, compound = _bare(found, known), f"{found_before} {found}"
            if word:
                yield word
            if compound in _COMPOUNDS:
                yield compound
            elif word and before and before != word:
                yield f"{before} {word}"
            before, found_before = word, found


def _bare(word: str, known: frozenset[str]) -> str:
    """The word without what is joined to it; empty if it says nothing."""
    if word in known:
        return ""
    bare = _ELIDED.sub("", word) if "'" in word else word
    says_nothing = len(bare) < 2 or len(bare) > LONGEST_TERM or bare in known or not _HAS_LETTER.search(bare)
    return "" if says_nothing else bare
