"""The kinds of field that the oracle takes, each bounded: what is longer is refused with its place and the bound."""

from typing import Annotated, TypeAlias

from msgspec import Meta

MOST_CANDIDATES = 1_000
MOST_MATCHES = 100
DEFAULT_MATCHES = 10

Identifier: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
Line: TypeAlias = Annotated[str, Meta(max_length=500)]
Prose: TypeAlias = Annotated[str, Meta(max_length=20_000)]
Phrase: TypeAlias = Annotated[str, Meta(max_length=200)]
Phrases: TypeAlias = Annotated[list[Phrase], Meta(max_length=100)]
Lines: TypeAlias = Annotated[list[Line], Meta(max_length=100)]

MaxMatches: TypeAlias = Annotated[int, Meta(ge=1, le=MOST_MATCHES)]
Score: TypeAlias = Annotated[int, Meta(ge=0, le=100)]
Milliseconds: TypeAlias = Annotated[int, Meta(ge=0)]
