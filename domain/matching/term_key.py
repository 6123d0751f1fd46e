"""When two terms that people wrote in lists are the same."""

from functools import lru_cache

from domain.matching.tokens import tokens


@lru_cache(maxsize=1 << 16)
def term_key(term: str) -> str:
    """The same for "machine-learning" and "Machine Learning"; "C", "C++" and "C#" stay apart. Empty for no word."""
    return " ".join(token.word for token in tokens(term, is_listed=True))
