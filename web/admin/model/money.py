"""Money and shares as the administration pages say them."""

MICRODOLLARS = 1_000_000
CENT = MICRODOLLARS // 100


def money(microdollars: int) -> str:
    """Such as "$12.40", "$0.0031", "$0"; four digits below a cent, for that is what a call costs."""
    if microdollars == 0:
        return "$0"
    digits = 2 if microdollars >= CENT else 4
    return f"${microdollars / MICRODOLLARS:,.{digits}f}"


def reserved_words(microdollars: int) -> str:
    """What open batches have of a sum; "" of nothing."""
    return f"{money(microdollars)} of it kept for open batches" if microdollars else ""


def share_words(share: float | None) -> str:
    """Such as "12%", "0.4%"; "" of nothing."""
    if share is None:
        return ""
    return f"{100 * share:.0f}%" if share == 0 or share >= 0.0995 else f"{100 * share:.1f}%"
