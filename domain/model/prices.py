"""What calls cost: a table of prices in dollars for a million tokens, and whole-number arithmetic in microdollars."""

from decimal import Decimal
from typing import Annotated

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, field_validator

Dollars = Annotated[Decimal, Field(ge=0, le=10_000, allow_inf_nan=False)]
MILLION = 1_000_000
BATCH_DIVISOR = 2


class Tier(BaseModel):
    """Dollars for a million tokens, for prompts of at most `up_to` tokens, cached ones counted; None: of any length."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    up_to: Annotated[int, Field(gt=0)] | None = None
    input: Dollars
    output: Dollars
    cache_write_5m: Dollars
    cache_write_1h: Dollars
    cache_read: Dollars


class ModelPrice(BaseModel):
    """One model's tiers, cheapest length first; `cache_floor` in tokens: a shorter prefix is silently not cached."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cache_floor: Annotated[int, Field(ge=0)] = 4_096
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]

    @field_validator("tiers")
    @classmethod
    def _reach_any_length(cls, tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
        lengths = [tier.up_to for tier in tiers[:-1] if tier.up_to is not None]
        if tiers[-1].up_to is not None:
            raise ValueError("the last tier has up_to; it must be without, so that prompts of any length have a price")
        if len(lengths) < len(tiers) - 1 or lengths != sorted(set(lengths)):
            raise ValueError("each tier but the last wants an up_to greater than the one before it")
        return tiers

    def tier(self, prompt_tokens: int) -> Tier:
        """Of a prompt so long."""
        return next(tier for tier in self.tiers if tier.up_to is None or prompt_tokens <= tier.up_to)


PriceTable = dict[str, ModelPrice]


def _tier(up_to: int | None, *dollars: str) -> Tier:
    names = ("input", "output", "cache_write_5m", "cache_write_1h", "cache_read")
    return Tier(up_to=up_to, **dict(zip(names, map(Decimal, dollars), strict=True)))


# November 2026. Above the step the cached kinds are taken to rise as the others do.
DEFAULT_PRICES: PriceTable = {
    "claude-haiku-5-5": ModelPrice(
        cache_floor=4_096,
        tiers=(
            _tier(100_000, "0.10", "0.50", "0.125", "0.20", "0.01"),
            _tier(None, "0.50", "2.50", "0.625", "1.00", "0.05"),
        ),
    ),
    "claude-sonnet-5-5": ModelPrice(cache_floor=1_024, tiers=(_tier(None, "2", "10", "2.50", "4", "0.20"),)),
}


class Usage(Struct, frozen=True):
    """Tokens of one call, the four kinds of input apart."""

    input_tokens: int = 0
    cache_write_5m_tokens: int = 0
    cache_write_1h_tokens: int = 0
    cache_read_tokens: int = 0
    output_tokens: int = 0

    @property
    def cache_write_tokens(self) -> int:
        return self.cache_write_5m_tokens + self.cache_write_1h_tokens

    @property
    def prompt_tokens(self) -> int:
        return self.input_tokens + self.cache_write_tokens + self.cache_read_tokens


def cost_microdollars(price: ModelPrice, usage: Usage, *, is_batch: bool = False) -> int:
    """Millionths of a dollar, rounded up; by batch half."""
    tier = price.tier(usage.prompt_tokens)
    # Dollars for a million tokens are microdollars for one; times a million they are whole numbers.
    scaled = (
        usage.input_tokens * _scaled(tier.input)
        + usage.cache_write_5m_tokens * _scaled(tier.cache_write_5m)
        + usage.cache_write_1h_tokens * _scaled(tier.cache_write_1h)
        + usage.cache_read_tokens * _scaled(tier.cache_read)
        + usage.output_tokens * _scaled(tier.output)
    )
    return -(-scaled // (MILLION * (BATCH_DIVISOR if is_batch else 1)))


def _scaled(dollars: Decimal) -> int:
    return int(dollars * MILLION)
