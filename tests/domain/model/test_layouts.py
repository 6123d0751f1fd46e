import pytest

from domain.model.layouts import Layout, Sizes, choose_layout, estimate
from domain.model.prices import DEFAULT_PRICES, MILLION

HAIKU = DEFAULT_PRICES["claude-haiku-5-5"]


def sizes(prefix: int) -> Sizes:
    return Sizes(shortlist=5_600, prefix=prefix, question=120, answer=480)


@pytest.mark.parametrize(
    ("prefix", "is_batch", "layout"),
    [
        (4_700, False, Layout.PROGRAMME),  # a small conference: read from the cache it is nearly free
        (4_700, True, Layout.SHORTLIST),  # by batch the cache is found too rarely
        (40_000, False, Layout.PROGRAMME),
        (70_000, False, Layout.SHORTLIST),
        (148_000, False, Layout.SHORTLIST),  # above the step of the price
        (4_000, False, Layout.PROGRAMME),  # below the cache's floor, but shorter than a shortlist
    ],
)
def test_the_cheaper_layout_is_chosen_by_the_events_size(prefix: int, is_batch: bool, layout: Layout) -> None:
    assert choose_layout(sizes(prefix), 500, HAIKU, is_batch=is_batch) == layout


def test_below_the_floor_nothing_is_counted_as_cached() -> None:
    below, at = (estimate(sizes(prefix), 500, HAIKU, is_batch=False).programme for prefix in (4_095, 4_096))
    assert below > 2 * at


def test_for_one_person_writing_the_cache_does_not_pay() -> None:
    assert choose_layout(sizes(10_000), 1, HAIKU, is_batch=False) == Layout.SHORTLIST


def test_the_estimate_meets_what_was_measured() -> None:
    measured = Sizes(shortlist=5_605, prefix=93_825, question=125, answer=480)
    found = estimate(measured, 500, HAIKU, is_batch=False)
    assert found.shortlist / MILLION == pytest.approx(0.400, abs=0.005)
    assert found.programme / MILLION == pytest.approx(0.615, abs=0.02)
    assert estimate(measured, 500, HAIKU, is_batch=True).programme / MILLION == pytest.approx(3.42, abs=0.05)
