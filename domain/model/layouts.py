"""Which layout is cheaper for an event: a shortlist for each person, or the programme as one cached prefix."""

from enum import StrEnum

from msgspec import Struct

from domain.model.prices import ModelPrice, Usage, cost_microdollars

# A batch's requests run side by side and in any order: what is documented as the least share that finds the cache.
BATCH_HIT_RATE = 0.3


class Layout(StrEnum):
    """How candidates are shown to the model."""

    SHORTLIST = "shortlist"
    PROGRAMME = "programme"


class Sizes(Struct, frozen=True):
    """Counted tokens of one event's requests; for each person on average.

    `shortlist` is a whole request; `prefix` is the part of a programme request that is the same for all,
    `question` the rest.
    """

    shortlist: int
    prefix: int
    question: int
    answer: int


class Estimate(Struct, frozen=True):
    """Microdollars for all people by each layout."""

    shortlist: int
    programme: int

    @property
    def cheaper(self) -> Layout:
        return Layout.PROGRAMME if self.programme < self.shortlist else Layout.SHORTLIST


def estimate(sizes: Sizes, people: int, price: ModelPrice, *, is_batch: bool) -> Estimate:
    """What each layout costs for so many people."""
    shortlist = Usage(input_tokens=sizes.shortlist, output_tokens=sizes.answer)
    return Estimate(
        people * cost_microdollars(price, shortlist, is_batch=is_batch), _programme(sizes, people, price, is_batch)
    )


def choose_layout(sizes: Sizes, people: int, price: ModelPrice, *, is_batch: bool) -> Layout:
    """The cheaper one; the shortlist between equals."""
    return estimate(sizes, people, price, is_batch=is_batch).cheaper


def _programme(sizes: Sizes, people: int, price: ModelPrice, is_batch: bool) -> int:
    if sizes.prefix < price.cache_floor:
        whole = Usage(input_tokens=sizes.prefix + sizes.question, output_tokens=sizes.answer)
        return people * cost_microdollars(price, whole, is_batch=is_batch)
    reads = int((people - 1) * BATCH_HIT_RATE) if is_batch else people - 1
    hit = Usage(cache_read_tokens=sizes.prefix, input_tokens=sizes.question, output_tokens=sizes.answer)
    miss = (
        Usage(cache_write_1h_tokens=sizes.prefix, input_tokens=sizes.question, output_tokens=sizes.answer)
        if is_batch
        else Usage(cache_write_5m_tokens=sizes.prefix, input_tokens=sizes.question, output_tokens=sizes.answer)
    )
    hits, misses = cost_microdollars(price, hit, is_batch=is_batch), cost_microdollars(price, miss, is_batch=is_batch)
    return reads * hits + (people - reads) * misses
