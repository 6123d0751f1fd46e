"""How reasons quote what people wrote."""

LONGEST_QUOTE = 60


def quote(text: str) -> str:
    """In quotation marks, in one line, shortened where it is long."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= LONGEST_QUOTE else f'{text[: LONGEST_QUOTE - 1].rstrip()}…'}”"
