"""Prompt caching: which part of a request's input is read from the cache, written to it, or neither.

A prefix is remembered by its exact blocks, for each key and model, from a floor of tokens on, for five minutes or
an hour from its last use. Source: https://platform.claude.com/docs/en/build-with-claude/prompt-caching
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from local.model_server.claude_models import ClaudeModel
from local.model_server.prompt_blocks import PromptBlock, tokens_of

TTL = {"5m": timedelta(minutes=5), "1h": timedelta(hours=1)}
LOOK_BACK_BLOCKS = 20


@dataclass(frozen=True)
class InputTokens:
    """The input of one request; the four sum to all of it."""

    fresh: int
    read: int
    written_5m: int
    written_1h: int


@dataclass(frozen=True)
class Prefix:
    """All blocks up to one of them: its digest, its length in tokens, and whether it is marked to be cached."""

    digest: str
    tokens: int
    ttl: str | None


@dataclass
class Kept:
    """A cached prefix: how long it is kept from its last use, and until when that is by now."""

    ttl: timedelta
    until: datetime


class PromptCache:
    """What is cached for everybody."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Kept] = {}

    def clear(self) -> None:
        self._kept.clear()

    def use(
        self, api_key: str, model: ClaudeModel, blocks: Sequence[PromptBlock], now: datetime, *, finds: bool = True
    ) -> InputTokens:
        """Count the input, and remember what it marks. `finds=False`: by bad luck nothing is found, as in batches."""
        prefixes = prefixes_of(f"{api_key}\n{model.id}", blocks)
        marked = [place for place, prefix in enumerate(prefixes) if prefix.ttl and prefix.tokens >= model.cache_floor]
        found = self._longest_known(api_key, prefixes, marked, now) if finds else None
        read = prefixes[found].tokens if found is not None else 0
        written = {"5m": 0, "1h": 0}
        reached = read
        for place in marked:
            prefix = prefixes[place]
            self._keep(api_key, prefix, now)
            if prefix.tokens > reached:
                written[prefix.ttl or "5m"] += prefix.tokens - reached
                reached = prefix.tokens
        total = prefixes[-1].tokens if prefixes else 0
        return InputTokens(total - reached, read, written["5m"], written["1h"])

    def _longest_known(
        self, api_key: str, prefixes: Sequence[Prefix], marked: Sequence[int], now: datetime
    ) -> int | None:
        """The place of the longest cached prefix near a mark; it is kept for its time again."""
        for mark in reversed(marked):
            for place in range(mark, max(-1, mark - LOOK_BACK_BLOCKS), -1):
                kept = self._kept.get((api_key, prefixes[place].digest))
                if kept and kept.until > now:
                    kept.until = now + kept.ttl
                    return place
        return None

    def _keep(self, api_key: str, prefix: Prefix, now: datetime) -> None:
        ttl = TTL[prefix.ttl or "5m"]
        self._kept[(api_key, prefix.digest)] = Kept(ttl, now + ttl)


def prefixes_of(salt: str, blocks: Sequence[PromptBlock]) -> list[Prefix]:
    digest, characters, prefixes = hashlib.sha256(salt.encode()), 0, []
    for block in blocks:
        digest.update(f"\0{block.place}\0{len(block.text)}\0{block.text}".encode("utf-8", "surrogatepass"))
        characters += len(block.text)
        prefixes.append(Prefix(digest.hexdigest(), tokens_of(characters), block.ttl))
    return prefixes
