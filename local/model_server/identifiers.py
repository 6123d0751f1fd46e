"""Ids in the form of the real ones, such as `msg_013Zva2CMHLNnXjNJJKqJ2EF`."""

import random
import string

LETTERS = "".join(sorted(set(string.ascii_letters + string.digits) - set("0OIl")))
LENGTH = 22


def new_id(prefix: str) -> str:
    return f"{prefix}_01{''.join(random.choices(LETTERS, k=LENGTH))}"
